import { describe, expect, test } from 'vitest'
import { createLog } from '../../../src/log.ts'
import { createPapers } from '../../../src/paper/papers.ts'
import { loadSources } from '../../../src/paper/sources/index.ts'
import { type Answer, sendJson, startSources } from '../../platforms/papers/loopback.ts'
import { latest, startTestBot, wordsOf } from '../../test-bot.ts'
import { textOf } from '../../view-text.ts'
import { asTheyAre } from '../samples.ts'
import { documents } from './asking.ts'

/** A table whose bot asks the sources of papers, which are on this machine. */
async function sitWithSources(answer: Answer) {
  const sources = await startSources(answer)
  const web = sources.web()
  const all = await loadSources()
  const table = await startTestBot({
    papersFor: (store, clock) =>
      createPapers({
        store,
        clock,
        log: createLog('silent', false),
        sources: all,
        settings: { bases: {} },
        online: { web, documents },
      }),
  })
  return {
    ...table,
    sources,
    ada: table.as('Ada', 'admin'),
    async [Symbol.asyncDispose]() {
      await table[Symbol.asyncDispose]()
      await web.close()
      await sources.close()
    },
  }
}

const link = 'https://arxiv.org/abs/2204.05862'
const title = 'A paper on α & 2204.05862'

describe('a poll on a link', () => {
  test('opens under what was typed, and is told its title, authors and year', async () => {
    const gate = Promise.withResolvers<void>()
    await using table = await sitWithSources(async (asked, response) => {
      await gate.promise
      await asTheyAre(asked, response)
    })
    await table.ada.type(`poll ${link}`)
    const poll = table.last()
    expect(textOf(latest(poll))).toContain('arXiv:2204.05862')
    gate.resolve()
    await table.until(poll, title)
    expect(textOf(latest(poll))).toContain('Ada Lovelace, Ben Hur · 2022 · arXiv:2204.05862')
  })

  test('opens under the title that the program comes with, until its own source says another', async () => {
    const gate = Promise.withResolvers<void>()
    await using table = await sitWithSources(async (asked, response) => {
      await gate.promise
      await asTheyAre(asked, response)
    })
    await table.ada.type(`poll ${link}`)
    const poll = table.last()
    expect(textOf(latest(poll))).toContain('Bai et al. · 2022 · arXiv:2204.05862')
    gate.resolve()
    await table.until(poll, title)
    expect(textOf(latest(poll))).not.toContain('Training a Helpful and Harmless Assistant')
    expect(textOf(latest(poll))).toContain('Ada Lovelace, Ben Hur · 2022 · arXiv:2204.05862')
  })

  test('opens under its title at once when it is known', async () => {
    await using table = await sitWithSources(asTheyAre)
    await table.ada.type(`poll ${link}`)
    await table.until(table.last(), title)
    await table.as('Ben', 'member', { channel: 'other' }).type(`poll ${link}v2`)
    expect(textOf(latest(table.last()))).toContain(title)
    expect(table.sources.asked).toHaveLength(1)
  })

  test('keeps a title that somebody has written meanwhile', async () => {
    const gate = Promise.withResolvers<void>()
    await using table = await sitWithSources(async (asked, response) => {
      await gate.promise
      await asTheyAre(asked, response)
    })
    await table.ada.type(`poll ${link}`)
    const poll = table.last()
    await table.ada.submit(await table.ada.type('edit'), { title: 'The RLHF paper' })
    gate.resolve()
    await table.until(poll, 'Ada Lovelace')
    expect(textOf(latest(poll))).toContain('The RLHF paper')
    expect(textOf(latest(poll))).not.toContain(title)
  })

  test.each<{ readonly what: string; readonly answer: Answer }>([
    { what: 'answers with an error', answer: (_, response) => void response.writeHead(500).end() },
    { what: 'breaks the connection', answer: (_, response) => void response.destroy() },
    { what: 'never answers', answer: () => {} },
    { what: 'knows nothing', answer: (_, response) => void response.writeHead(404).end() },
  ])('opens and counts votes while its source $what', async ({ answer }) => {
    await using table = await sitWithSources(answer)
    await table.ada.type(`poll ${link}`)
    const poll = table.last()
    await table.as('Ben').press(poll, 'Cog · Worst')
    await table.until(poll, '1 vote')
    expect(textOf(latest(poll))).toContain('arXiv:2204.05862')
  })

  test('is told its title an hour later, when the source is back', async () => {
    let isBack = false
    await using table = await sitWithSources((asked, response) =>
      isBack ? asTheyAre(asked, response) : void response.writeHead(500).end(),
    )
    await table.ada.type(`poll ${link}`)
    const poll = table.last()
    // arXiv, then DataCite, each three times.
    while (table.sources.asked.length < 6) {
      table.clock.advance(500)
      await table.quiet()
    }
    isBack = true
    // The store tells the time itself.
    const before = Date.now
    Date.now = () => before() + 3_700_000
    try {
      await table.until(poll, title)
    } finally {
      Date.now = before
    }
  })
})

describe('a title that another source stood in with', () => {
  const secondHand = {
    data: { attributes: { titles: [{ title: 'Second hand' }], creators: [{ name: 'Somebody' }] } },
  }

  /** A poll that was opened while arXiv was down, and shows what DataCite says. */
  async function sitWithStandIn() {
    let isBack = false
    const table = await sitWithSources((asked, response) => {
      if (asked.host === 'export.arxiv.org' && !isBack) return void response.writeHead(500).end()
      if (asked.host === 'api.datacite.org') return sendJson(response, secondHand)
      return asTheyAre(asked, response)
    })
    await table.ada.type(`poll ${link}`)
    const poll = table.last()
    await table.until(poll, 'Second hand')
    isBack = true
    return { ...table, poll }
  }

  test('gives way to the paper’s own, on the board too', async () => {
    await using table = await sitWithStandIn()
    await table.until(table.poll, title)
    expect(textOf(latest(table.poll))).toContain('Ada Lovelace, Ben Hur')
    expect(textOf(latest(table.poll))).not.toContain('Second hand')
  })

  test('gives way on the board of a poll that was opened under it', async () => {
    await using table = await sitWithStandIn()
    await table.as('Ben', 'member', { channel: 'other' }).type(`poll ${link}`)
    const other = table.last()
    expect(textOf(latest(other))).toContain('Second hand')
    await table.until(other, title)
  })

  test('and was edited since stays as it was written', async () => {
    await using table = await sitWithStandIn()
    await table.ada.submit(await table.ada.type('edit'), { title: 'The RLHF paper' })
    await table.until(table.poll, 'Ada Lovelace, Ben Hur')
    expect(textOf(latest(table.poll))).toContain('The RLHF paper')
  })
})

test('an edited title is one line without hidden characters, and one of those alone is refused', async () => {
  await using table = await sitWithSources(asTheyAre)
  await table.ada.type('poll A paper of ours')
  const poll = table.last()
  await table.ada.submit(await table.ada.type('edit'), { title: 'The \u202eRLHF\n paper' })
  await table.until(poll, 'The RLHF paper')
  const refused = await table.ada.submit(await table.ada.type('edit'), { title: '\u202e' })
  expect(refused.kind).toBe('refusal')
  expect(textOf(latest(poll))).toContain('The RLHF paper')
})

test('a title in words is completed by the source that knows it', async () => {
  await using table = await sitWithSources(asTheyAre)
  await table.ada.type('poll a title in words')
  const poll = table.last()
  await table.until(poll, 'A Title in Words')
  expect(textOf(latest(poll))).toContain('Ada Lovelace · 2018')
})

test('papers that were polled in the space are suggested, by words of the title, an author or an id', async () => {
  await using table = await sitWithSources(asTheyAre)
  await table.ada.type(`poll ${link}`)
  await table.until(table.last(), title)
  const { caller } = table.as('Ben', 'member', { channel: 'other' })
  const suggest = (typed: string) =>
    table.app.bot.suggest({ command: 'poll', args: {} }, 'paper', typed, caller)
  for (const typed of ['', 'paper on', 'lovelace', '2204.05862'])
    expect(await suggest(typed)).toEqual([{ label: `${title} · open`, value: link }])
  expect(await suggest('something else')).toEqual([])
})

test('one paper has one open poll in a place, whichever of its ids it is linked by', async () => {
  await using table = await sitWithSources(asTheyAre)
  await table.ada.type('poll https://api.semanticscholar.org/CorpusID:1')
  await table.until(table.last(), 'A Title in Words')
  for (const link of ['https://api.semanticscholar.org/CorpusID:1', 'https://arxiv.org/abs/1801.00001'])
    expect(wordsOf(await table.ada.type(`poll ${link}`))).toContain('There is already an open poll on')
  await table.ada.type('close')
  await table.ada.type('poll https://arxiv.org/abs/1801.00001')
  const again = await table.ada.type('poll https://api.semanticscholar.org/CorpusID:1')
  expect(wordsOf(again)).toContain('There is already an open poll on')
})
