import type { Answer } from '../../src/chat/answer.ts'
import type { View } from '../../src/chat/view.ts'
import type { PngRenderer } from '../../src/picture/png.ts'
import { toSvg } from '../../src/picture/svg.ts'
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
  'names, hidden on pages': { words: 'blind', voters: 7, ends: 'reveal', replies: 5, isHidden: true },
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
  'blind, second round': { words: 'blind', voters: 7, settled: 5 },
  'names, second round': { words: 'blind', voters: 7, ends: 'reveal', settled: 5 },
  'names, second round, too few answers': { words: 'blind', voters: 7, ends: 'reveal', settled: 2 },
  'anonymous, second round': { words: 'anonymous', voters: 7, ends: 'close', settled: 5 },
  'anonymous, second round, too few answers': {
    words: 'anonymous',
    voters: 7,
    ends: 'close',
    settled: 4,
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
  /** How many say in a second round whether the question of the first is settled; then nothing else is answered. */
  readonly settled?: number
  /** Whether all voters are hidden on pages. */
  readonly isHidden?: boolean
}

/** What only people who know something of the answers can say. */
export const marks = {
  'depth, counts': /\d (?:read it|skimmed it)|"depth": ?\{/,
  'depth, of a voter': /"depth": ?"|,skimmed,|,read it,/,
  'hollow marks': /hollow/,
  'hollow marks, drawn': /rx="4" fill="none"|\brx\\?":4,\\?"fill\\?":\\?"none/,
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
  'was it settled': /says? the question from round 1|"settled": ?\{/,
} as const satisfies Readonly<Record<string, RegExp>>
export type Part = keyof typeof marks

const names = ['Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gil', 'Hal']

/** Draws pictures as text, whose words can be looked for. */
const pictures: PngRenderer = {
  png: async (picture, theme) => Buffer.from(toSvg(picture, theme)),
  waiting: () => 0,
  close: async () => {},
}

type Chat = Awaited<ReturnType<typeof openPages>>

async function openState(setup: StateSetup): Promise<Chat> {
  const { words, voters, ends, replies = 0, settled = 0, isHidden = false } = setup
  const chat = await openPages(`${words} sure`, { pictures })
  const { table, ada } = chat
  const people = names.slice(0, voters).map((name) => table.as(name))
  if (settled > 0) await voteTwice(chat, people, setup)
  else await answerAll(chat, people, setup)
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
  if (isHidden) for (const who of people) await who.ask({ command: 'hide-me', args: { poll: chat.pollId } })
  // Messages are edited at a pace.
  for (let i = 0; i < 5; i++) {
    await table.quiet()
    table.clock.advance(2_000)
  }
  await table.quiet()
  return chat
}

type Seat = ReturnType<Chat['table']['as']>

const cellOf = (i: number, { voters, side = 3 }: StateSetup) =>
  i >= voters - side ? 'Behav · Worst' : 'Eng · Worst'

/** Everyone votes, and answers what the ballot asks. */
async function answerAll({ poll }: Chat, people: readonly Seat[], setup: StateSetup): Promise<void> {
  const { voters, answers = voters } = setup
  for (const [i, who] of people.entries()) {
    const cell = cellOf(i, setup)
    const form = await who.press(await who.press(poll, cell), 'Full ballot…')
    await who.submit(form, {
      crux: `zqcrux ${i}`,
      ...(i < answers && { depth: cell === 'Behav · Worst' ? 'skimmed' : 'read', expected: '3' }),
    })
  }
}

/** Everyone votes in two rounds, and some say in the second whether the question of the first is settled. */
async function voteTwice({ ada, poll }: Chat, people: readonly Seat[], setup: StateSetup): Promise<void> {
  for (const [i, who] of people.entries()) await who.press(poll, cellOf(i, setup))
  await ada.type('close')
  await ada.type(`revote ${setup.words === 'blind' ? 'blind' : ''}`)
  for (const [i, who] of people.entries()) {
    const receipt = await who.press(poll, cellOf(i, setup))
    if (i < (setup.settled ?? 0)) await who.press(receipt, 'Settled')
  }
}

/** Everything that people who haven't voted, and readers of pages, can get to read in a state, by where it stands. */
export async function readState(state: State): Promise<Readonly<Record<string, string>>> {
  await using chat = await openState(states[state])
  const { table, pollId } = chat
  const nora = table.as('Nora', 'manager')
  const words = async (typed: string) => spoken(await nora.type(typed))
  const shown: Readonly<Record<string, readonly View[]>> = {
    messages: table.said.map(latest),
    results: viewsOf(await nora.type('results')),
    paper: viewsOf(await nora.ask({ command: 'paper', args: { paper: pollId } })),
    atlas: viewsOf(await nora.type('atlas')),
  }
  const read: Record<string, string> = {
    ...Object.fromEntries(Object.entries(shown).flatMap(([place, views]) => toPlaces(place, views))),
    'export json': await words('export json'),
    'export csv': await words('export csv'),
    find: await words('find zqcru'),
    'my-data of others': await words('my-data'),
    logs: table.logged.join('\n'),
  }
  const get = async (path: string) => (await chat.get(path)).text()
  for (const kind of ['full', 'counts'] as const) {
    const path = await chat.link(kind)
    for (const ending of ['', '.json', '.csv', '.md', '.svg', '/card.png'])
      read[`poll page, ${kind}${ending}`] = await get(path + ending)
    read[`preview, ${kind}`] = read[`poll page, ${kind}`]?.split('</head>')[0] ?? ''
    for (const thing of ['paper', 'channel']) {
      const page = await linkPage(chat, thing, {
        kind,
        term: '7',
        sure: 'yes',
        ...(thing === 'paper' && { poll: pollId }),
      })
      for (const ending of ['', '.json', '.md', '.svg', '/card.png'])
        read[`${thing} page, ${kind}${ending}`] = await get(page + ending)
    }
  }
  read.feed = await get(await linkPage(chat, 'outcomes'))
  return read
}

const viewsOf = (answer: Answer): readonly View[] => (answer.kind === 'shown' ? [answer.view] : [])

/** What views say, and their pictures, each without and as its alternative text. */
function toPlaces(place: string, views: readonly View[]): readonly (readonly [string, string])[] {
  const drawn = views.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'picture' ? [part.picture] : [])),
  )
  return [
    [place, views.map((view) => `${textOf(view)}${JSON.stringify(view)}`).join('\n')],
    [`${place}, pictures`, drawn.map((one) => toSvg({ ...one, alt: '' }, 'light')).join('\n')],
    [`${place}, alt texts`, drawn.map(({ alt }) => alt).join('\n')],
  ]
}

const spoken = (answer: Answer): string =>
  answer.kind === 'shown' ? `${wordsOf(answer)}${JSON.stringify(answer.view)}` : JSON.stringify(answer)

/** The parts that stand in a text. */
export const partsIn = (text: string): readonly Part[] =>
  (Object.keys(marks) as Part[]).filter((part) => marks[part].test(text))
