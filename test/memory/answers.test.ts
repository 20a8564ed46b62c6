import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestBot, wordsOf } from '../test-bot.ts'
import { afterPolls, type Held } from './group.ts'
import { store, type Voted } from './stored-polls.ts'

/** A split paper, one that is settled, one off the grid, an anonymous one, and two that are open. */
const polls: readonly Held[] = [
  { paper: 'Reward hacking', votes: [0, 0, 0, 0, 1], why: 'It is about sandbagging probes' },
  { paper: 'Alignment faking', votes: [0, 0, 8, 8, 8], words: 'note:"Only section 3"' },
  { paper: 'Debate works', votes: [4, 4, 4], channel: 'other' },
  { paper: 'Protein folding', votes: ['neither', 'neither'], channel: 'other' },
  { paper: 'Secret ballots', votes: [8, 8, 8, 8, 7], words: 'anonymous sure', why: 'I kept this hidden' },
  { paper: 'An open one', votes: [3, 3, 3], why: 'Zq7 words', isOpen: true },
  { paper: 'A blind one', votes: [2], words: 'blind', isOpen: true },
]

type Held1 = Awaited<ReturnType<typeof afterPolls>>
type Seat = Held1['ada']
let group: Held1
beforeAll(async () => {
  group = await afterPolls(polls, { hasGuests: false })
})
afterAll(() => group.table[Symbol.asyncDispose]())

const table = async (seat: Seat, args = {}) =>
  wordsOf(await seat.ask({ command: 'atlas', args: { table: 'yes', ...args } }))

/** A table where these polls are stored. */
async function withStored(voted: readonly Voted[]) {
  const held = await startTestBot()
  await store(held, voted)
  return { held, ada: held.as('Ada'), ben: held.as('Ben') }
}

const numbered = (count: number, votesOf: (i: number) => Voted['votes']): readonly Voted[] =>
  Array.from({ length: count }, (_, i) => ({ title: `Paper number ${i}`, votes: votesOf(i) }))

describe('the atlas', () => {
  test('has every paper where it is listed, a split one in both places, an open one as of now', async () => {
    expect((await table(group.ada)).split('\n')).toEqual([
      'Atlas',
      'Engineering × Average-case: “Reward hacking”: 4 of 5, unsettled, Nov 2026',
      '“Alignment faking”: 2 of 5, split, Nov 2026',
      'Behaviorist × Average-case: “An open one”: 3 of 3, settled, Nov 2026',
      'Behaviorist × Pessimistic-case: “Debate works”: 3 of 3, settled, Nov 2026',
      'Cognitivist × Worst-case: “Alignment faking”: 3 of 5, split, Nov 2026',
      '“Secret ballots”: 4 of 5, unsettled, Nov 2026',
      'Off the grid: “Protein folding”: 2 of 2, Nov 2026',
      'From 6 papers in 2 channels you can see.',
      '[Share]',
    ])
    expect(wordsOf(await group.ada.type('atlas'))).toBe(
      '5 papers on the grid, most (2) at Engineering × Average-case; 1 splits the group; 1 off the grid; ' +
        '5 cells are empty.\nFrom 6 papers in 2 channels you can see.\n[Share] [Table]',
    )
  })

  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['a channel', { in: '<#other>' }, ['Debate works', 'Protein folding']],
    ['a channel’s name', { in: '#Other' }, ['Debate works', 'Protein folding']],
    ['first day', { from: '28 Nov' }, ['An open one', 'Secret ballots']],
    ['last day', { to: '25 Nov 2026' }, ['Alignment faking', 'Reward hacking']],
    ['first and last day', { from: '2026-11-25', to: '2026-11-26' }, ['Alignment faking', 'Debate works']],
  ])('keeps to %s', async (_, args, titles) => {
    const shown = [...(await table(group.ada, args)).matchAll(/“([^”]+)”/g)].map(([, title]) => title)
    expect([...new Set(shown)].toSorted()).toEqual(titles)
  })

  test('names the filter that leaves nothing, and a day that it can’t read', async () => {
    expect(await table(group.ada, { in: '#nowhere', to: '2026-11-01' })).toBe(
      'No placed papers fit to:2026-11-01, in:#nowhere.',
    )
    expect(await table(group.ada, { from: 'soon' })).toContain("I can't read “soon” as a date.")
    expect(await table(group.ada, { season: 'Autumn' })).toContain('There is no season called “Autumn” here.')
  })

  test('as one person placed the papers has no anonymous vote but their own, and nothing that is hidden', async () => {
    const own = await table(group.ada, { mine: 'yes' })
    expect(own).toContain('As you placed them')
    expect(own).toContain('Cognitivist × Worst-case: “Secret ballots”: Nov 2026')
    expect(own).not.toMatch(/A blind one|An open one/)
    const others = await table(group.ben, { by: 'table:ada' })
    expect(others).toContain('As ada placed them')
    expect(others).toContain('Engineering × Average-case: “Reward hacking”: Nov 2026')
    expect(others).toContain('Off the grid: “Protein folding”')
    expect(others).not.toMatch(/Secret ballots|A blind one/)
  })

  test('shared is of this channel, unless others are named that everyone sees', async () => {
    const shared = async (args = {}) => table(group.ada, { share: 'yes', ...args })
    expect(await shared()).toContain('From 4 papers in 1 channel.')
    expect(await shared({ mine: 'yes' })).not.toContain('Secret ballots')
    expect(await shared({ in: '#other' })).toContain('Debate works')
    group.table.conversations.set('other', 'for-some')
    expect(await shared({ in: '#other' })).not.toContain('Debate works')
    group.table.conversations.delete('other')
  })

  test('of nothing says how to begin; where guests may be, what is shared is of that channel alone', async () => {
    const { held, ada } = await withStored([])
    await using _ = held
    expect(wordsOf(await ada.type('atlas'))).toContain(
      'No papers placed yet. Start with /grid poll and a link.',
    )
    await store(held, [{ title: 'Debate works', votes: { ada: 4, ben: 4, cleo: 4 }, channel: 'other' }])
    const shared = await ada.ask({ command: 'atlas', args: { share: 'yes', in: '#other' } })
    expect(wordsOf(shared)).toContain('No placed papers fit in:#other.')
  })
})

describe('the atlas as a file', () => {
  const fileOf = async (format: string) => {
    const answer = await group.ada.type(`export atlas ${format}`)
    if (answer.kind !== 'shown') throw new Error(wordsOf(answer))
    return answer.view.parts[0]
  }

  test('has a row of each paper, with its counts', async () => {
    const file = await fileOf('csv')
    if (file?.kind !== 'file') throw new Error('No file')
    expect(file.name).toMatch(/^Atlas – .+\.csv$/)
    const rows = file.content.split('\r\n')
    expect(rows[0]).toMatch(
      /^\ufeffpaper,title,authors,year,result,standing,places,votes,Engineering × Average-case,/,
    )
    expect(rows[2]).toBe(
      'title:alignment-faking,Alignment faking,,,2026-11-25,split,Engineering × Average-case; Cognitivist × Worst-case,5,2,0,0,0,0,0,0,0,3,0,0',
    )
    expect(file.content).not.toMatch(/A blind one|Ada|sandbagging/)
    const json = await fileOf('json')
    const papers = JSON.parse(json?.kind === 'file' ? json.content : '').papers
    expect(papers).toHaveLength(6)
    expect(papers[1]).toMatchObject({ standing: 'split', places: [0, 8], votes: 5 })
  })

  test('is a picture, too', async () => {
    expect(await fileOf('svg')).toMatchObject({ kind: 'file', type: 'image/svg+xml' })
    expect(await fileOf('png')).toMatchObject({ kind: 'picture' })
    expect(wordsOf(await group.ada.type('export png Reward hacking'))).toContain('Only the atlas')
  })
})

describe('what divides a group', () => {
  test('is ranked, each paper with its axes and what would settle it', async () => {
    const words = wordsOf(await group.ada.type('contested'))
    expect(words).toMatch(
      /1\. “Alignment faking”: Approach: split 2–3\. Case: split 2–3\. To settle: [^\n]+\n2\. “Reward hacking”: Approach: all agree\. Case: leaning\./,
    )
    expect(words).not.toMatch(/Debate works|A blind one/)
  })

  test('needs three papers, and goes on behind the tenth', async () => {
    const few = await withStored(numbered(2, () => ({ ada: 0, ben: 0, cleo: 8 })))
    await using _few = few.held
    expect(wordsOf(await few.ada.type('contested'))).toBe('Not enough papers yet (2 of 3).')
    await store(
      few.held,
      numbered(12, (i) => ({ ada: 0, ben: 0, cleo: 8, dan: i % 9 })),
    )
    const first = await few.ada.type('contested')
    expect(wordsOf(first)).toMatch(/10\. “[^\n]+\nFrom 12 papers/)
    expect(wordsOf(await few.ada.press(first, 'More'))).toMatch(/11\. “[^\n]+\n12\. “/)
  })
})

describe('agreement', () => {
  test('says a sentence of each axis, and who places papers alike, unless they left pairs', async () => {
    const { held, ada, ben } = await withStored(
      numbered(10, (i) => ({ ada: i % 9, ben: i % 9, cleo: (i + 4) % 9 })),
    )
    await using _ = held
    const words = wordsOf(await ada.type('agreement'))
    expect(words).toMatch(/Approach: .+\(alpha −?\d\.\d\d/)
    expect(words).toMatch(/Case: .+\(alpha −?\d\.\d\d/)
    expect(words).toContain('From 10 papers. Alpha is 1 when')
    expect(words).toContain('Ada and Ben place papers most alike (1.00 on 10 papers).')
    expect(wordsOf(await ada.ask({ command: 'agreement', args: { share: 'yes' } }))).not.toMatch(/Ada|Ben/)
    const left = await ben.type('settings pairs:off')
    expect(wordsOf(left)).toContain('From now on, agreement compares nobody with you.')
    expect(wordsOf(await ada.type('agreement'))).not.toMatch(/\bBen\b/)
    expect(wordsOf(await ada.type('agreement'))).toMatch(/Cleo/)
    await ben.press(left, 'Undo')
    expect(wordsOf(await ada.type('agreement'))).toMatch(/\bBen\b/)
  })
})

describe('a search', () => {
  test.each([
    ['a title', 'hacking', /“Reward hacking”: Paper\./],
    [
      'a reason with its voter',
      'probes sandbag',
      /“Reward hacking”: Reason by Ada: “It is about sandbagging probes”/,
    ],
    ['a note', 'section', /“Alignment faking”: Note to voters by Mona: “Only section 3”/],
    ['an anonymous reason without its voter', 'hidden', /“Secret ballots”: Reason: “I kept this hidden”/],
    ['nothing', 'sandbox', /^Nothing about “sandbox” in 2 channels you can see\.$/],
    ['nothing of a round that is open', 'zq7', /^Nothing about/],
  ])('finds %s', async (_, words, expected) => {
    expect(wordsOf(await group.ben.type(`find ${words}`))).toMatch(expected)
  })

  test('goes on behind the tenth', async () => {
    const { held, ben } = await withStored(numbered(12, () => ({})))
    await using _ = held
    const first = await ben.type('find paper number')
    expect(wordsOf(first).match(/Paper number \d+/g)).toHaveLength(10)
    expect(wordsOf(await ben.press(first, 'More'))).toContain('“Paper number 0”')
  })
})

describe('all about one paper', () => {
  test('has its polls side by side, what they say, and papers near it', async () => {
    const {
      table: held,
      ada,
      ids,
    } = await afterPolls([
      { paper: 'arXiv:2312.06942', votes: [8, 8, 8, 8, 8], why: 'It assumes an adversary' },
      { paper: 'arXiv:2312.06942', votes: [0, 0, 0], channel: 'other' },
      { paper: 'Debate works', votes: [8, 8, 8] },
    ])
    await using _ = held
    const words = wordsOf(await ada.type('paper 2312.06942'))
    expect(words).toContain('Placed 2 times since November 2026. Last: Engineering × Average-case.')
    expect(words).toMatch(
      /Nov 2026 · 1 round · 3 votes: [^\n]+#other\nNov 2026 · 1 round · 5 votes: [^\n]+#main/,
    )
    expect(words).toContain('It assumes an adversary')
    expect(words).toContain('Near it: “Debate works”.')
    // The poll with five votes stands for it, although the other is later.
    expect(await table(ada)).toContain('Cognitivist × Worst-case: “AI Control')
    expect(await table(ada, { in: '#other' })).toContain('Engineering × Average-case: “AI Control')
    const shared = wordsOf(await ada.ask({ command: 'paper', args: { paper: ids[0] ?? '', share: 'yes' } }))
    expect(shared).toContain('Placed once, in November 2026.')
    expect(shared).not.toMatch(/adversary|Ada|other/)
  })

  test('says so if nobody placed it, and offers to begin', async () => {
    expect(wordsOf(await group.ada.type('paper 2209.14375'))).toBe(
      'This group has not placed that paper.\n[Start a poll…] [Add to the list…]',
    )
  })
})

test('what is deleted or erased is in no answer any more', async () => {
  const { table: held, ada, ben, ids } = await afterPolls(polls.slice(0, 2))
  await using _ = held
  await held.as('Mona', 'manager').ask({ command: 'delete', args: { paper: ids[1] ?? '', sure: 'yes' } })
  await ada.ask({ command: 'forget-me', args: { sure: 'yes' } })
  expect(wordsOf(await ben.type('find sandbagging'))).toContain('Nothing about')
  expect(await table(ben)).not.toContain('Alignment faking')
  expect(await table(ben)).toContain('Reward hacking')
  expect(await table(ben, { by: 'table:ada' })).toContain('No placed papers fit')
})
