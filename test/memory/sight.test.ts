import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import type { Rank } from '../../src/chat/caller.ts'
import { giveFile } from '../export/importing.ts'
import { publicUrl } from '../pages/open-pages.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'
import { afterPolls, type Held } from './group.ts'
import { store, type Voted } from './stored-polls.ts'

/** Ten papers that Ada, Ben and Cleo placed where everyone is. */
const open = Array.from(
  { length: 10 },
  (_, i): Voted => ({
    title: `Paper number ${i}`,
    votes: { ada: i % 9, ben: i % 9, cleo: (i + 4) % 9 },
    whys: { ada: `Because of number ${i}` },
  }),
)

/** One more on a paper of the above, and others, in a channel that not everyone sees. */
const secret = ['Zq7 hidden paper', 'Zq7 another', 'Zq7 third'].map(
  (title): Voted => ({
    title,
    channel: 'secret',
    votes: { ada: 0, ben: 8, cleo: 4, dan: 3 },
    whys: { ada: 'Zq7 reason', ben: 'Because of number 4' },
  }),
)

/** Every answer about many polls, and what completes typed words, as data: sizes, ranks and figures are in it, too. */
async function everything(table: TestBot, name: string): Promise<Readonly<Record<string, string>>> {
  const seat = table.as(name)
  const answers: Record<string, string> = {}
  const keep = async (what: string, answer: Promise<unknown>) => {
    answers[what] = JSON.stringify(await answer)
    // Nobody may type as fast as this.
    table.clock.advance(60_000)
  }
  const typed = [
    ...['atlas', 'atlas mine', 'atlas since 1 Nov 2023', 'contested', 'agreement'],
    ...['find number 4', 'find zq7', 'find because', 'paper Paper number 4', 'paper Zq7 hidden paper'],
    ...['export atlas csv', 'export atlas json', 'export atlas svg', 'open-polls', 'home', 'links'],
  ]
  for (const words of typed) await keep(words, seat.type(words))
  for (const args of [
    { table: 'yes' },
    { in: '<#secret>' },
    { in: '#secret' },
    { by: 'table:ada', table: 'yes' },
  ])
    await keep(`atlas ${JSON.stringify(args)}`, seat.ask({ command: 'atlas', args }))
  for (const [command, option] of [
    ['paper', 'paper'],
    ['results', 'paper'],
    ['poll', 'paper'],
    ['reading add', 'paper'],
  ] as const)
    for (const text of ['', 'zq', 'number'])
      await keep(
        `${command} ${text}…`,
        table.app.bot.suggest({ command, args: {} }, option, text, seat.caller),
      )
  return answers
}

describe('a channel that a member can’t see', () => {
  let [whole, without]: [TestBot, TestBot] = [] as never
  beforeAll(async () => {
    const options = { publicUrl, hasGuests: false }
    ;[whole, without] = [await startTestBot(options), await startTestBot(options)]
    await store(whole, [...open, ...secret])
    await store(without, open)
    whole.hide('secret', 'Ben')
  })
  afterAll(async () => {
    for (const table of [whole, without]) await table[Symbol.asyncDispose]()
  })

  test('changes no answer to them, as if it was not there', async () => {
    const there = await everything(without, 'Ben')
    expect(await everything(whole, 'Ben')).toEqual(there)
    expect(JSON.stringify(there)).toContain('Paper number 4')
  })

  test('is in the answers to those who see it', async () => {
    const seen = await everything(whole, 'Ada')
    for (const what of ['atlas {"table":"yes"}', 'find zq7', 'contested', 'export atlas csv', 'poll zq…'])
      expect(seen[what], what).toContain('Zq7')
    expect(seen.agreement).not.toBe((await everything(without, 'Ada')).agreement)
  })

  test('is in nothing that somebody who sees it shares elsewhere', async () => {
    whole.conversations.set('secret', 'for-some')
    for (const command of ['atlas', 'contested', 'agreement']) {
      const shared = await whole.as('Ada').ask({ command, args: { share: 'yes' } })
      expect(JSON.stringify(shared), command).not.toMatch(/Zq7|secret/)
    }
    const named = { share: 'yes', in: '#secret' }
    expect(await whole.as('Ada').ask({ command: 'atlas', args: named })).toMatchObject({
      view: { summary: 'No placed papers fit in:#secret.' },
      isPrivate: true,
    })
    const paper = { share: 'yes', paper: 'Zq7 hidden paper' }
    expect(wordsOf(await whole.as('Ada').ask({ command: 'paper', args: paper }))).toContain('has not placed')
  })
})

/** The kinds of polls in the table of who sees what. */
const kinds = ['names', 'anonymous', 'few', 'blind'] as const
type Kind = (typeof kinds)[number]
const title = (kind: Kind) => `Zq7${kind} paper`
const why = (kind: Kind) => `Zq7${kind} reason`

const polls: Readonly<Record<Kind, Held>> = {
  names: { paper: title('names'), votes: [0, 0, 8, 8, 4], why: why('names') },
  anonymous: {
    paper: title('anonymous'),
    votes: [0, 0, 8, 8, 4],
    why: why('anonymous'),
    words: 'anonymous sure',
  },
  few: { paper: title('few'), votes: [0, 0, 8, 8], why: why('few'), words: 'anonymous sure' },
  blind: { paper: title('blind'), votes: [0, 0, 8, 8, 4], why: why('blind'), words: 'blind', isOpen: true },
}
const others: readonly Held[] = [
  { paper: 'First of others', votes: [0, 1, 2] },
  { paper: 'Second of others', votes: [3, 4, 5] },
]

const readers: Readonly<
  Record<string, { readonly name: string; readonly rank: Rank; readonly channel: string }>
> = {
  'a member': { name: 'Ben', rank: 'member', channel: 'main' },
  'a member elsewhere': { name: 'Ben', rank: 'member', channel: 'lounge' },
  'a guest': { name: 'Gus', rank: 'guest', channel: 'main' },
  'a manager elsewhere': { name: 'Mia', rank: 'manager', channel: 'lounge' },
  'an admin': { name: 'Root', rank: 'admin', channel: 'main' },
  'somebody who can’t see it': { name: 'Nora', rank: 'member', channel: 'lounge' },
}

/** The answers, with what each must have of a poll of each kind that its reader sees. */
const asked = {
  atlas: {
    ask: { command: 'atlas', args: { table: 'yes' } },
    shows: (kind: Kind) => ({ [title(kind)]: kind === 'names' || kind === 'anonymous' }),
  },
  contested: {
    ask: { command: 'contested', args: {} },
    shows: (kind: Kind) => ({ [title(kind)]: kind === 'names' || kind === 'anonymous' }),
  },
  'by: filter': {
    ask: { command: 'atlas', args: { table: 'yes', by: 'table:ada' } },
    shows: (kind: Kind) => ({ [title(kind)]: kind === 'names' }),
  },
  'export atlas': {
    ask: { command: 'export', args: { paper: 'atlas', format: 'json' } },
    shows: (kind: Kind) => ({ [title(kind)]: kind === 'names' || kind === 'anonymous', 'Ada"': false }),
  },
  'reasons in find': {
    ask: { command: 'find', args: { words: 'reason' } },
    shows: (kind: Kind) => ({
      [`Reason by Ada: “${why(kind)}”`]: kind === 'names',
      [`Reason: “${why(kind)}”`]: kind === 'anonymous',
      [why(kind)]: kind === 'names' || kind === 'anonymous',
    }),
  },
  'what completes a title': {
    ask: (seat: Seat, { app }: TestBot) =>
      app.bot.suggest({ command: 'paper', args: {} }, 'paper', 'zq7', seat.caller),
    shows: (kind: Kind) => ({ [title(kind)]: true, vote: false, Cognitivist: false }),
  },
  'titles in find': {
    ask: { command: 'find', args: { words: 'zq7 paper' } },
    shows: (kind: Kind) => ({ [`“${title(kind)}”: Paper.`]: true }),
  },
} as const

type Seat = ReturnType<TestBot['as']>

describe('who sees what of many polls', () => {
  let table: TestBot
  let ids: readonly string[]
  beforeAll(async () => {
    const held = await afterPolls([...Object.values(polls), ...others], { publicUrl })
    ;({ table, ids } = held)
    const mona = table.as('Mona', 'manager')
    await mona.ask({ command: 'link', args: { poll: ids[0] ?? '', kind: 'counts' } })
    await mona.ask({ command: 'link-page', args: { of: 'paper', poll: ids[0] ?? '', term: 'none' } })
    table.hide('main', 'Nora')
  })
  afterAll(() => table[Symbol.asyncDispose]())

  const seat = (reader: string) => {
    const { name, rank, channel } = readers[reader] ?? { name: '', rank: 'member', channel: '' }
    return table.as(name, rank, { channel })
  }

  async function wordsFor(reader: string, ask: (typeof asked)[keyof typeof asked]['ask']): Promise<string> {
    if (typeof ask === 'function') return JSON.stringify(await ask(seat(reader), table))
    const answer: Answer = await seat(reader).ask(ask)
    return `${wordsOf(answer)} ${JSON.stringify(answer)}`
  }

  test.each(
    Object.keys(readers).flatMap((reader) =>
      (Object.keys(asked) as (keyof typeof asked)[]).map((what) => [what, reader] as const),
    ),
  )('%s, for %s', async (what, reader) => {
    const { ask, shows } = asked[what]
    const words = await wordsFor(reader, ask)
    for (const kind of kinds)
      for (const [text, isShown] of Object.entries(shows(kind)))
        expect(words.includes(text), text).toBe(isShown && reader !== 'somebody who can’t see it')
  })

  test.each(kinds.flatMap((kind) => Object.keys(readers).map((reader) => [kind, reader] as const)))(
    'a paper with a poll that is %s, for %s',
    async (kind, reader) => {
      const words = wordsOf(
        await seat(reader).ask({ command: 'paper', args: { paper: ids[kinds.indexOf(kind)] ?? '' } }),
      )
      if (reader === 'somebody who can’t see it') {
        expect(words).toContain('has not placed that paper')
        return
      }
      expect(words).toContain(title(kind))
      expect(words).toContain(kind === 'few' ? '4 votes' : '5 votes')
      expect(/Engineering|Cognitivist/.test(words)).toBe(kind === 'names' || kind === 'anonymous')
      expect(words.includes(why(kind))).toBe(kind === 'names' || kind === 'anonymous')
      expect(words.includes('Ada')).toBe(kind === 'names')
    },
  )

  test.each(Object.keys(readers))('agreement, for %s', async (reader) => {
    const words = wordsOf(await seat(reader).type('agreement'))
    // Two that show names, and the anonymous one with enough votes, besides the one with names.
    const papers = reader === 'somebody who can’t see it' ? 0 : 4
    for (const axis of ['Approach', 'Case'])
      expect(words).toContain(`${axis}: not enough papers yet (${papers} of 10).`)
  })

  test.each(Object.keys(readers))('links, for %s', async (reader) => {
    const answer = JSON.stringify(await seat(reader).type('links'))
    // Those who may withdraw them.
    expect(answer.includes('Zq7names')).toBe(reader === 'an admin')
    expect(answer.includes('https://grid.example/')).toBe(reader === 'an admin')
  })
})

test('pairs are of polls with names, and agreement of anonymous ones, too', async () => {
  const numbered = (count: number, words: string, what: string) =>
    Array.from({ length: count }, (_, i): Held => {
      const cell = i % 9
      return { paper: `${what} number ${i}`, words, votes: [cell, cell, cell, cell, (cell + 4) % 9] }
    })
  const { table, ben } = await afterPolls([
    ...numbered(10, '', 'Named'),
    ...numbered(2, 'anonymous sure', 'Anonymous'),
  ])
  await using _ = table
  const words = wordsOf(await ben.type('agreement'))
  expect(words).toContain('From 12 papers.')
  expect(words).toContain('Ada | Ben | 10 | 1.00')
  expect(words).not.toMatch(/\| 1[12] \|/)
})

test('an import doesn’t tell what is already where its importer sees nothing', async () => {
  await using table = await startTestBot()
  const csv = 'paper,date,row,column,count\nA paper that was read,2026-03-01,eng,avg,7\n'
  const [root, mia] = [table.as('Root', 'admin'), table.as('Mia', 'manager', { channel: 'lounge' })]
  await root.press(await giveFile(table, root, csv), 'Import 1 paper')
  expect(wordsOf(await giveFile(table, mia, csv))).toContain('1 poll is here already')
  table.hide('main', 'Mia')
  const asked = await giveFile(table, mia, csv)
  expect(wordsOf(asked)).not.toContain('already')
  const done = wordsOf(await mia.press(asked, 'Import 1 paper'))
  expect(done).toContain('Imported 1 poll.')
  expect(done).not.toContain('already')
})
