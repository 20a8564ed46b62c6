import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import { latest, wordsOf } from '../test-bot.ts'
import { until } from '../until.ts'
import { textOf } from '../view-text.ts'
import { openPoll } from './open-poll.ts'

type Chat = Awaited<ReturnType<typeof openPoll>>

const crux = 'zqcrux would move me'
/** What only people who have seen depths, cruxes or guesses can say. */
const marks = {
  depth: /read it|skimmed it|only the abstract|not read|"depth":|hollow|,skimmed,|,read it,/,
  crux: /zqcrux/,
  expected: /expected \(?about|how many would agree|"expected":|,most,|about half/,
  differ: /Asked why they differ|"differ": \{/,
} as const
type Part = keyof typeof marks

/** Every voter answers everything in the full ballot; the first `writers` of them say what would move them. */
async function vote(chat: Chat, voters: number, writers = voters) {
  const people = ['Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gil', 'Hal'].slice(0, voters)
  for (const [i, name] of people.entries()) {
    const who = chat.table.as(name)
    await who.press(chat.poll, i < 4 ? 'Eng · Worst' : 'Behav · Worst')
    await who.submit(await who.press(chat.poll, 'Full ballot…'), {
      depth: i % 2 === 0 ? 'read' : 'skimmed',
      ...(i < writers && { crux: `${crux} ${i}` }),
      expected: '3',
    })
  }
  return people
}

/** Everything that Nora, who hasn't voted, can get to read, by where it stands. */
async function readAll({ table }: Chat): Promise<Readonly<Record<string, string>>> {
  await table.quiet()
  const nora = table.as('Nora', 'manager')
  const words = async (typed: string) => spoken(await nora.type(typed))
  return {
    messages: table.said.map((one) => `${textOf(latest(one))}${JSON.stringify(latest(one))}`).join('\n'),
    results: await words('results'),
    json: await words('export json'),
    csv: await words('export csv'),
    'my data of others': await words('my-data'),
    logs: table.logged.join('\n'),
  }
}

const spoken = (answer: Answer): string =>
  answer.kind === 'shown' ? `${wordsOf(answer)}${JSON.stringify(answer.view)}` : JSON.stringify(answer)

/** Where a part can be read. */
const placesOf = (read: Readonly<Record<string, string>>, part: Part): readonly string[] =>
  Object.entries(read).flatMap(([place, text]) => (marks[part].test(text) ? [place] : []))

describe('before the reveal of a blind round', () => {
  test('a voter reads their own answers', async () => {
    await using chat = await openPoll('blind')
    await vote(chat, 2)
    const form = JSON.stringify(await chat.ben.press(chat.poll, 'Full ballot…'))
    expect(form).toContain(`${crux} 0`)
    expect(form).not.toContain(`${crux} 1`)
    expect(wordsOf(await chat.ben.press(chat.poll, 'Eng · Worst'))).toContain("You've read it.")
  })
})

describe('once votes are shown with names', () => {
  test('depths, cruxes and guesses are read, and nobody’s guess beside their name', async () => {
    await using chat = await openPoll('blind')
    await vote(chat, 7)
    await chat.ada.type('reveal')
    await until(() => chat.table.said.some(({ key }) => key.startsWith('poll/')))
    const read = await readAll(chat)
    expect(placesOf(read, 'depth')).toEqual(['messages', 'results', 'json', 'csv'])
    expect(placesOf(read, 'crux')).toEqual(['messages', 'results', 'json', 'csv'])
    expect(placesOf(read, 'expected')).toEqual(['messages', 'results', 'json', 'csv'])
    expect(read.results).toContain(`${crux} 0 – Ben`)
  })

  test('why they differ is read from three answers on, and never who said so', async () => {
    await using chat = await openPoll('blind')
    await vote(chat, 7)
    await chat.ada.type('reveal')
    const report = () => chat.table.said.find(({ key }) => key.startsWith('revealed/'))
    await until(() => report() !== undefined)
    for (const [i, who] of [chat.ben, chat.cleo, chat.dan].entries()) {
      const read = await readAll(chat)
      expect(placesOf(read, 'differ'), `${i} answers`).toEqual([])
      await who.press(report() ?? chat.poll, 'We weigh it differently')
    }
    const read = await readAll(chat)
    expect(placesOf(read, 'differ')).toEqual(['results', 'json'])
    expect(JSON.stringify(read)).not.toContain('"values":"')
    await chat.table.until(report() ?? chat.poll, 'Asked why they differ, 3 say it is how they weigh it.')
    expect(wordsOf(await chat.ben.type('my-data'))).toContain('"differ": "values"')
  })
})

describe('a closed anonymous round', () => {
  test('shows totals, and texts alone, without names, cells and hollow marks', async () => {
    await using chat = await openPoll('anonymous')
    await vote(chat, 7)
    await chat.ada.type('close')
    await until(() => chat.table.said.some(({ key }) => key.startsWith('poll/')))
    const read = await readAll(chat)
    expect(read.results).toContain('4 read it, 3 skimmed it.')
    expect(read.results).toContain('Asked how many would agree with them, 7 said most.')
    expect(read.results).not.toMatch(/hollow|Answers go with/)
    for (const text of Object.values(read)) expect(text).not.toMatch(/zqcrux[^\n"]*–/)
    const { rounds } = JSON.parse(read.json?.slice(0, read.json.indexOf('\n{"summary"')) ?? '{}')
    expect(rounds[0].ballots.every((ballot: object) => Object.keys(ballot).length === 4)).toBe(true)
    expect(rounds[0].cruxes.every((one: object) => !('voter' in one))).toBe(true)
    expect(rounds[0]).toMatchObject({ depth: { read: 4, skimmed: 3 }, expected: [0, 0, 0, 7, 0] })
  })
})

describe('forget-me', () => {
  test('takes cruxes, guesses, depths and replies with it, and answers to a crux that is gone', async () => {
    await using chat = await openPoll('blind')
    await vote(chat, 5, 1)
    await chat.ada.type('reveal')
    const list = () => chat.table.said.find(({ key }) => key.startsWith('poll/'))
    await until(() => list() !== undefined)
    const posted = list() ?? chat.poll
    await chat.cleo.press(await chat.cleo.press(posted, 'Would these move you too?'), 'Mine too')
    expect(wordsOf(await chat.cleo.type('my-data'))).toContain('"mine"')
    await chat.ben.type('forget-me sure')
    await chat.table.quiet()
    const read = await readAll(chat)
    expect(placesOf(read, 'crux')).toEqual([])
    expect(textOf(latest(posted))).toContain('Nobody says what would move them any more.')
    expect(wordsOf(await chat.cleo.type('my-data'))).not.toContain('"mine"')
    await chat.cleo.type('forget-me sure')
    expect(wordsOf(await chat.cleo.type('my-data'))).not.toContain('"replies": [\n')
  })
})
