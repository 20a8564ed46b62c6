import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { afterPolls, type Held } from '../memory/group.ts'
import { once } from '../permissions/table.ts'
import { wordsOf } from '../test-bot.ts'
import { placeAddress } from './link-page.ts'
import { publicUrl, servePages } from './open-pages.ts'
import { type ShownByLink, type ShownPoll, shownByLink } from './shown-by-link.ts'

const kinds = ['names', 'anonymous, from the minimum on', 'anonymous, below the minimum', 'blind'] as const
const titles: Readonly<Record<ShownPoll, string>> = {
  names: 'Nq7 paper',
  'anonymous, from the minimum on': 'Aq7 paper',
  'anonymous, below the minimum': 'Fq7 paper',
  blind: 'Bq7 paper',
}
const why = (kind: ShownPoll) => `Because of ${titles[kind]}`

const polls: Readonly<Record<ShownPoll, Held>> = {
  names: { paper: titles.names, votes: [8, 8, 8, 0, 0], why: why('names') },
  'anonymous, from the minimum on': {
    ...{ paper: titles['anonymous, from the minimum on'], votes: [8, 8, 8, 0, 0] },
    ...{ why: why('anonymous, from the minimum on'), words: 'anonymous sure' },
  },
  'anonymous, below the minimum': {
    ...{ paper: titles['anonymous, below the minimum'], votes: [8, 8, 8, 0] },
    ...{ why: why('anonymous, below the minimum'), words: 'anonymous sure' },
  },
  blind: {
    ...{ paper: titles.blind, votes: [8, 8, 8, 0, 0], why: why('blind') },
    ...{ words: 'blind', isOpen: true },
  },
}

/** The same papers where nobody reads along who may only read the pages of the first channel. */
const elsewhere: readonly Held[] = kinds.map((kind) => ({
  paper: titles[kind],
  channel: 'secret',
  votes: [1, 1, 1, 1, 1],
  why: 'Sq7secret reason',
}))

/** How the page of a paper shows the nine counts in an answer of each ending; pictures write them in cells. */
const countsOfPaper: Readonly<Record<string, RegExp>> = {
  '': /aria-label="[^"]*Cognitivist × Worst-case: 3"/,
  '.json': /"kind": "placement"/,
  '.csv': /placement/,
  '.md': /\| 3 \|/,
  '.svg': /Worst-case: 3 votes/,
}

/** A page about many papers has a paper's counts if it lists it. */
const endingsOfMany = ['', '?view=table', '.json', '.csv', '.md', '.svg'] as const

const names = /\b(?:Ada|Ben|Cleo|Dan|Eve|Mona)\b/
const message = 'https://chat.example/'

describe('a page about a channel’s papers', () => {
  let held: Awaited<ReturnType<typeof afterPolls>>
  let served: ReturnType<typeof servePages>
  let mona: ReturnType<typeof held.table.as>
  beforeAll(async () => {
    held = await afterPolls([...kinds.map((kind) => polls[kind]), ...elsewhere], {
      publicUrl,
      linkTo: async ({ id }) => `${message}${id}`,
    })
    served = servePages(held.table)
    for (const channel of ['main', 'secret']) held.table.conversations.set(channel, 'for-some')
    mona = held.table.as('Mona', 'manager')
  })
  afterAll(async () => {
    await served[Symbol.asyncDispose]()
    await held.table[Symbol.asyncDispose]()
  })

  const links = once<string>()
  const pathOf = (args: Readonly<Record<string, string>>) => links(JSON.stringify(args), () => makeLink(args))

  async function makeLink(args: Readonly<Record<string, string>>): Promise<string> {
    const answer = await mona.ask({ command: 'link-page', args: { term: '7', sure: 'yes', ...args } })
    const [, path = ''] = placeAddress.exec(JSON.stringify(answer)) ?? []
    if (path === '') throw new Error(`No address in ${wordsOf(answer)}`)
    return path
  }

  async function read(path: string): Promise<string> {
    const response = await served.get(path)
    expect(response.status, path).toBe(200)
    return response.text()
  }

  const has = (text: string, words: RegExp | string) => (new RegExp(words).test(text) ? 'yes' : 'no')

  describe.each(shownByLink)('$poll, $link', ({ poll, link, ...shown }: ShownByLink) => {
    test.each(Object.keys(countsOfPaper))('the paper’s page%s', async (ending) => {
      const path = await pathOf({ of: 'paper', poll: held.ids[kinds.indexOf(poll)] ?? '', kind: link })
      const text = await read(path + ending)
      // What travels alone has no names or words; in a file of rows, no reason stands beside an anonymous ballot.
      const hasWords = ending !== '.svg' && (ending !== '.csv' || poll === 'names')
      expect({
        counts: has(text, countsOfPaper[ending] ?? ''),
        names: has(text, names),
        reasons: has(text, why(poll)),
        channel: has(text, '#main'),
        jump: has(text, message),
        secret: has(text, /Sq7secret|#secret/),
      }).toEqual({
        counts: shown.counts,
        names: ending === '.svg' ? 'no' : shown.names,
        reasons: hasWords ? shown.reasons : 'no',
        channel: link === 'full' && ending === '' ? 'yes' : 'no',
        jump: link === 'full' && ending === '' ? 'yes' : 'no',
        secret: 'no',
      })
    })

    test.each(endingsOfMany)('the channel’s page%s', async (ending) => {
      const text = await read((await pathOf({ of: 'channel', kind: link })) + ending)
      expect({
        counts: has(text, titles[poll].split(' ')[0] ?? ''),
        names: has(text, names),
        reasons: has(text, why(poll)),
        channel: has(text, '#main'),
        jump: has(text, message),
        secret: has(text, /Sq7secret|#secret/),
      }).toEqual({
        counts: shown.counts,
        ...{ names: 'no', reasons: 'no' },
        channel: link === 'full' && ending !== '.csv' ? 'yes' : 'no',
        jump: link === 'full' && !ending.startsWith('.') ? 'yes' : 'no',
        secret: 'no',
      })
    })

    test('the preview, whatever the link’s kind', async () => {
      const ofPaper = await pathOf({ of: 'paper', poll: held.ids[kinds.indexOf(poll)] ?? '', kind: link })
      for (const path of [ofPaper, await pathOf({ of: 'channel', kind: link })]) {
        const [head = ''] = (await read(path)).split('</head>')
        // The title of the document is the page's own.
        const tags = head.replace(/<title>.*<\/title>/, '')
        expect(tags).not.toMatch(names)
        expect(tags).not.toContain('Because')
        expect(tags).not.toContain('#main')
        expect(tags).toContain('og:description')
      }
    })
  })

  test.each(kinds)('the feed of outcomes: %s', async (poll) => {
    const text = await read(await pathOf({ of: 'outcomes' }))
    const counts = shownByLink.find((row) => row.poll === poll && row.link === 'counts')?.counts
    expect(has(text, titles[poll])).toBe(counts)
    expect([has(text, names), has(text, why(poll)), has(text, '#main|chat.example')]).toEqual([
      'no',
      'no',
      'no',
    ])
  })
})
