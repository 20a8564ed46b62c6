import type { Answer } from '../../src/chat/answer.ts'
import { linkPage } from '../pages/link-page.ts'
import { openPages } from '../pages/open-pages.ts'
import { latest, wordsOf } from '../test-bot.ts'
import { textOf } from '../view-text.ts'
import { posted } from './seven-votes.ts'

/** The states of a poll in the table of who sees what of the optional answers, and how each comes about. */
export const states = {
  blind: { words: 'blind', voters: 7 },
  'anonymous, open': { words: 'anonymous', voters: 7 },
  names: { words: 'blind', voters: 7, ends: 'reveal', replies: 5 },
  'names, too few answers': { words: 'blind', voters: 7, ends: 'reveal', replies: 2, answers: 2 },
  anonymous: { words: 'anonymous', voters: 7, ends: 'close', replies: 5 },
  'anonymous, too few votes': { words: 'anonymous', voters: 4, ends: 'close' },
  'anonymous, too few answers': {
    words: 'anonymous',
    voters: 7,
    ends: 'close',
    replies: 4,
    answers: 4,
    side: 2,
  },
} as const satisfies Readonly<Record<string, StateSetup>>
export type State = keyof typeof states

interface StateSetup {
  readonly words: string
  readonly voters: number
  readonly ends?: 'reveal' | 'close'
  /** How many answer why they differ. */
  readonly replies?: number
  /** How many say how far they have read and what they expect; all without it. */
  readonly answers?: number
  /** How many vote for the other cell; three without it. */
  readonly side?: number
}

/** What only people who know something of the answers can say. */
export const marks = {
  'depth, counts': /\d (?:read it|skimmed it)|"depth": ?\{/,
  'depth, of a voter': /"depth": ?"|,skimmed,|,read it,/,
  'hollow marks': /hollow/,
  'depth split': /Answers go with how far/,
  'crux, text': /zqcrux/,
  'crux, name': /zqcrux \d – (?:Ben|Cleo|Dan|Eve)|"crux": ?"zqcrux|,zqcrux \d,/,
  'mine too, totals': /would move \d|"mine": ?\d/,
  'mine too, sides': /would move \d of \d|"sides": ?\[/,
  'expected, means': /they expected|expected about/,
  'expected, totals': /with them, \d said|"expected": ?\[/,
  'expected, hits': /with them, \d (?:guessed|was|were)/,
  'expected, of a voter': /"expected": ?\{|,most,/,
  'why they differ': /Asked why they differ|"differ": ?\{/,
} as const satisfies Readonly<Record<string, RegExp>>
export type Part = keyof typeof marks

const names = ['Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gil', 'Hal']

async function openState({ words, voters, ends, replies = 0, answers = voters, side = 3 }: StateSetup) {
  const chat = await openPages(`${words} sure`)
  const { table, poll, ada } = chat
  const people = names.slice(0, voters).map((name) => table.as(name))
  for (const [i, who] of people.entries()) {
    const isOther = i >= voters - side
    const form = await who.press(
      await who.press(poll, isOther ? 'Behav · Worst' : 'Eng · Worst'),
      'Full ballot…',
    )
    await who.submit(form, {
      crux: `zqcrux ${i}`,
      ...(i < answers && { depth: isOther ? 'skimmed' : 'read', expected: '3' }),
    })
  }
  if (ends !== undefined) await ada.type(ends)
  if (replies > 0) {
    const list = await posted(chat, 'poll/')
    const result = await posted(chat, words === 'blind' ? 'revealed/' : 'outcome/')
    for (const who of people.slice(0, replies)) await who.press(result, 'We weigh it differently')
    if (replies > 2) {
      for (const who of people.slice(0, 5))
        await who.press(await who.press(list, 'Would these move you too?'), 'Mine too')
      await table.until(list, '5 of 7 have answered.')
    }
  }
  // Messages are edited at a pace.
  for (let i = 0; i < 5; i++) {
    await table.quiet()
    table.clock.advance(2_000)
  }
  await table.quiet()
  return chat
}

/** Everything that people who haven't voted, and readers of pages, can get to read in a state, by where it stands. */
export async function readState(state: State): Promise<Readonly<Record<string, string>>> {
  await using chat = await openState(states[state])
  const { table, pollId } = chat
  const nora = table.as('Nora', 'manager')
  const words = async (typed: string) => spoken(await nora.type(typed))
  const read: Record<string, string> = {
    messages: table.said.map((one) => `${textOf(latest(one))}${JSON.stringify(latest(one))}`).join('\n'),
    results: await words('results'),
    'export json': await words('export json'),
    'export csv': await words('export csv'),
    paper: spoken(await nora.ask({ command: 'paper', args: { paper: pollId } })),
    find: await words('find zqcru'),
    atlas: await words('atlas'),
    'my-data of others': await words('my-data'),
    logs: table.logged.join('\n'),
  }
  const get = async (path: string) => (await chat.get(path)).text()
  for (const kind of ['full', 'counts'] as const) {
    const path = await chat.link(kind)
    for (const ending of ['', '.json', '.csv', '.md', '.svg'])
      read[`poll page, ${kind}${ending}`] = await get(path + ending)
    read[`preview, ${kind}`] = read[`poll page, ${kind}`]?.split('</head>')[0] ?? ''
    for (const thing of ['paper', 'channel']) {
      const page = await linkPage(chat, thing, {
        kind,
        term: '7',
        sure: 'yes',
        ...(thing === 'paper' && { poll: pollId }),
      })
      for (const ending of ['', '.json', '.md'])
        read[`${thing} page, ${kind}${ending}`] = await get(page + ending)
    }
  }
  read.feed = await get(await linkPage(chat, 'outcomes'))
  return read
}

const spoken = (answer: Answer): string =>
  answer.kind === 'shown' ? `${wordsOf(answer)}${JSON.stringify(answer.view)}` : JSON.stringify(answer)

/** The parts that stand in a text. */
export const partsIn = (text: string): readonly Part[] =>
  (Object.keys(marks) as Part[]).filter((part) => marks[part].test(text))
