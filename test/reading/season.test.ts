import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { atlasPaperOf } from '../../src/atlas/atlas-papers.ts'
import type { Answer } from '../../src/chat/answer.ts'
import type { View } from '../../src/chat/view.ts'
import { emptyTally, type Tally } from '../../src/grid/tally.ts'
import { PaperId } from '../../src/paper/paper.ts'
import { disclose } from '../../src/poll/disclose.ts'
import { PollId } from '../../src/poll/poll.ts'
import { latest, type Said } from '../test-bot.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import { withGroup } from './test-group.ts'

type Told = Awaited<ReturnType<typeof aSeason>>

/** The atlas's paper after one round with these full placements. */
function atlasPaper(cells: readonly number[], off: Partial<Tally> = {}) {
  const poll = {
    id: PollId.parse('p_0000000000'),
    paper: { id: PaperId.parse('title:it'), title: 'It', authors: [] },
    opener: { name: 'Ada' },
    visibility: 'names',
    questions: [],
    openedAt: 0,
    rounds: [{ number: 1, state: 'closed', blind: false, tally: { ...emptyTally, cells, ...off } }],
  } as const
  return atlasPaperOf(disclose({ poll, ballots: [] }), 0)
}

describe('on the atlas a paper', () => {
  test.each([
    ['agreed on by all', [0, 0, 0, 0, 0, 0, 0, 0, 3], { kind: 'settled', places: [8] }],
    ['that most lean to', [1, 0, 0, 0, 1, 1, 0, 2, 6], { kind: 'unsettled', places: [8] }],
    ['with two firm camps', [5, 0, 0, 0, 0, 0, 0, 0, 4], { kind: 'split', places: [0, 8] }],
    ['whose camps hang on one vote', [2, 0, 0, 0, 0, 0, 0, 0, 2], { kind: 'split', places: [0, 8] }],
    ['with everybody elsewhere', [1, 1, 0, 0, 0, 0, 0, 0, 1], { kind: 'no-shared-place', places: [] }],
  ])('%s stands where voters put it', (_, cells, standing) => {
    expect(atlasPaper(cells)).toMatchObject({ standing })
  })

  test('stands off the grid where most say so, and nowhere where nobody could tell', () => {
    const kindOf = (cells: readonly number[], off: Partial<Tally>) => atlasPaper(cells, off)?.standing.kind
    expect(kindOf([0, 0, 0, 0, 2, 0, 0, 0, 0], { applications: 3 })).toBe('off-grid')
    expect(kindOf([0, 0, 0, 0, 0, 0, 0, 0, 0], { unsure: 3 })).toBe('too-few')
    expect(atlasPaper([0, 0, 0, 0, 0, 0, 0, 0, 0])).toBeUndefined()
  })
})

/** Six sessions: two rounds, two camps, a holiday, an anonymous poll, a missed one, and what was missed again. */
async function aSeason() {
  const group = await withGroup()
  const { ada, ben, cleo, goTo, sleepTo, posts, table } = group
  const others = ['Dora', 'Emil', 'Fay'].map((name) => table.as(name))
  const voters = [ada, ben, cleo, ...others]
  const polls: Said[] = []
  const add = (paper: string) => ben.type(`reading add ${paper} why:because it matters`)

  /** The session begins, and everyone presses an answer, in turn. */
  async function meet(start: string, answers: readonly string[]) {
    await goTo(start)
    const poll = posts('[Neither (applications)]').at(-1)
    if (poll === undefined) throw new Error('No poll')
    if (!polls.includes(poll)) polls.push(poll)
    for (const [i, answer] of answers.entries()) await voters[i]?.press(poll, answer)
    return poll
  }

  await ada.type('reading facilitators order:table:ben,table:ada')
  await add('arXiv:2312.06943')
  await meet('2026-11-25T17:01:00Z', ['Cog · Worst', 'Eng · Avg', 'Cog · Worst'])
  await meet('2026-11-25T18:01:00Z', ['Cog · Worst', 'Cog · Worst', 'Cog · Worst'])

  await add('Two camps')
  await goTo('2026-12-01T12:00:00Z')
  await cleo.press(posts('next session').at(-1) ?? table.last(), 'Coming')
  await meet('2026-12-02T17:01:00Z', [...Array(3).fill('Eng · Avg'), ...Array(3).fill('Cog · Worst')])
  await goTo('2026-12-03T18:00:00Z')

  await ada.type('reading skip 2026-12-09 why:holidays')
  const anonymously = { visibility: 'anonymous', closes: 'never', closers: 'everyone' }
  await ada.ask({ command: 'settings-save', args: { ...anonymously, zone: 'UTC', language: 'en-GB' } })
  await add('A secret ballot')
  const secret = await meet('2026-12-16T17:01:00Z', [])
  const form = await cleo.press(secret, 'Full ballot…')
  await cleo.submit(form, { approach: '2', case: '2', why: 'it is about the worst case' })
  for (const one of others) await one.press(secret, 'Cog · Pess')
  await ben.press(secret, 'Neither (applications)')
  await goTo('2026-12-17T18:00:00Z')

  await add('A late one')
  await goTo('2026-12-23T16:30:00Z')
  sleepTo('2026-12-24T00:00:00Z')
  await meet('2026-12-30T17:01:00Z', [
    ...Array(3).fill('Neither (applications)'),
    ...Array(2).fill('Cog · Pess'),
  ])
  await goTo('2026-12-31T18:00:00Z')
  return { ...group, polls }
}

function viewOf(answer: Answer): View {
  if (answer.kind !== 'shown') throw new Error(`Nothing shown, but ${answer.kind}`)
  return answer.view
}

/** What everyone reads, and the file beside it. */
async function recapOf({ ben }: Told, words = '') {
  const { parts, ...view } = viewOf(await ben.type(`reading history recap ${words}`))
  const file = parts.find((part) => part.kind === 'file')
  if (file === undefined) throw new Error('No file')
  const message = textOf({ ...view, parts: parts.filter((part) => part !== file) })
  return { message, file: file.content, name: file.name, parts }
}

/** What stands under a heading of the file. */
function under(file: string, heading: string): string {
  const [, rest] = file.split(`\n${heading}\n`)
  if (rest === undefined) throw new Error(`No ${heading} in\n${file}`)
  return rest.split(/^#/m)[0] ?? ''
}

const pollIn = (poll: Said | undefined): string =>
  (poll === undefined ? [] : buttonsOf(latest(poll))).flatMap(
    ({ call: { args } }) => args.poll ?? args.paper ?? [],
  )[0] ?? ''

/** What is done in one test is still so in the next. */
describe('the recap of a season', () => {
  let told: Told
  beforeAll(async () => {
    told = await aSeason()
  })
  afterAll(() => told[Symbol.asyncDispose]())

  test('is for everyone, while the bare history is for whoever asks', async () => {
    const before = told.table.said.length
    await told.ben.type('reading history')
    expect(told.table.said).toHaveLength(before)
    await told.ben.type('reading history recap')
    expect(told.table.said).toHaveLength(before + 1)
  })

  test('tells every session with its date, voters, headline and who moved as a share', async () => {
    const { message } = await recapOf(told)
    for (const words of [
      'Sessions from 25 Nov to 30 Dec 2026: 4 held, 1 skipped, 1 missed. Voters per session: 3 to 6, median 5.',
      '3 votes, all at Cognitivist × Worst-case. Too few to call it a consensus. (3 voters, then 3; 1 of the 3 who voted twice changed their vote)',
      'Wed 2 Dec: Two camps: 6 votes. Two camps: ▲ Engineering × Average-case (3) and ■ Cognitivist × Worst-case (3). (6 voters)',
      'Wed 9 Dec: skipped (holidays): no paper',
      'Wed 16 Dec: A secret ballot: 5 votes. All 4 who placed it agree on Cognitivist; the case is not settled. (5 voters)',
      'Wed 23 Dec: missed (',
      'Wed 30 Dec: A late one: 5 votes. 3 say it is applications research, 2 say it belongs on the grid. (5 voters)',
    ])
      expect.soft(message).toContain(words)
  })

  test('puts all papers on one atlas, and the split ones first among what to settle', async () => {
    const { message, parts } = await recapOf(told)
    expect(message).toContain('3 papers on the grid, most (2) at')
    expect(message).toContain('1 splits the group; 1 off the grid')
    expect(parts.find((part) => part.kind === 'picture')?.picture.details[0]?.lines).toEqual(['Two camps'])
    expect(message).toMatch(
      /Most contested\nWed 2 Dec: Two camps: 2\.4 steps apart on average\. Approach: split 3–3\. Case: split 3–3\. To settle: if it worked and nobody knew why, .* Yes points to Engineering, no to Cognitivist\.\nWed 16 Dec: A secret ballot/,
    )
  })

  test('as a file says the same, with links, the thread, and the atlas as a table', async () => {
    const { file, name } = await recapOf(told)
    expect(name).toBe('reading-group-season-1.md')
    expect([...file.matchAll(/^#+ .*$/gm)].map(([heading]) => heading)).toEqual([
      '# Reading group: Season 1',
      '## Sessions',
      '### 2026-11-25 · arXiv:2312.06943',
      '### 2026-12-02 · Two camps',
      '### 2026-12-09 · skipped: no paper',
      '### 2026-12-16 · A secret ballot',
      '### 2026-12-23 · missed: A late one',
      '### 2026-12-30 · A late one',
      '## Where the papers sit',
      '## Most contested',
      '## Still to settle',
      '## How to read this',
    ])
    const first = under(file, '### 2026-11-25 · arXiv:2312.06943')
    for (const line of [
      '- Paper: [arXiv:2312.06943](<https://arxiv.org/abs/2312.06943>) · arXiv:2312.06943',
      `- Thread: ${told.polls[0]?.message.place.thread} in channel main (table)`,
      '- Facilitator: ben',
      '- Attendance: 3 voters, then 3',
      '- Round 1: 3 votes. ',
      '- Round 2: 3 votes, all at Cognitivist × Worst-case. Too few to call it a consensus.',
      '- Since round 1, 1 of the 3 who voted in both rounds changed their vote.',
      '- 1 of the 3 who voted twice changed their vote.',
      `- [Open page](<https://table.example/p/${pollIn(told.polls[0])}>)`,
    ])
      expect.soft(first).toContain(`\n${line}`)
    expect(under(file, '### 2026-12-02 · Two camps')).toContain('6 voters; 1 said they would come')
    expect(under(file, '### 2026-12-09 · skipped: no paper').trim()).toBe('- Why: holidays')
    expect(under(file, '## Where the papers sit').trim().split('\n')).toEqual([
      '| Approach | Average-case | Pessimistic-case | Worst-case |',
      '| --- | --- | --- | --- |',
      '| Engineering | “Two camps” (split) | none | none |',
      '| Behaviorist science | none | none | none |',
      '| Cognitivist science | none | “A secret ballot” (unsettled) | “arXiv:2312.06943” (settled), “Two camps” (split) |',
      '',
      'Off the grid: “A late one”.',
    ])
    expect(under(file, '## Still to settle').trim().split('\n')).toEqual([
      '- “Two camps”, 2026-12-02: if it worked and nobody knew why, would the paper still have reached its aim? Yes points to Engineering, no to Cognitivist.',
      "- “A secret ballot”, 2026-12-16: would one rare, hidden or deliberate failure be enough to defeat the paper's purpose? Yes points to Worst-case, no to Pessimistic-case.",
    ])
  })

  test('thanks those who led, and keeps every name out of anonymous sessions', async () => {
    const { message, file } = await recapOf(told)
    const thanks = 'Facilitators: ben, ada and the facilitators of 2 anonymous sessions. Thank you.'
    expect(message).toContain(thanks)
    expect(file).toContain(thanks)
    const secret = under(file, '### 2026-12-16 · A secret ballot')
    expect(secret).toContain('> it is about the worst case\n')
    expect(secret).not.toContain('Somebody at')
    expect(secret).not.toMatch(/ada|ben|cleo|dora|emil|fay/i)
    expect(`${message}${file}`).not.toContain('Cleo')
  })

  test('keeps the votes of a blind round hidden', async () => {
    const [, poll] = told.polls
    await told.ada.type(`revote ${pollIn(poll)} blind`)
    await told.cleo.ask({ command: 'vote', args: { poll: pollIn(poll), answer: '4' } })
    const { message, file } = await recapOf(told)
    expect(message).toContain('and ■ Cognitivist × Worst-case (3). (6 voters, then 1 (hidden))')
    const session = under(file, '### 2026-12-02 · Two camps')
    expect(session).toContain('- Round 3: 1 person has voted; votes stay hidden until the reveal.')
    expect(session).toContain('- Voting is still open, so this may change.')
    expect(file).not.toContain('Behaviorist × ')
  })

  test('says where a poll was deleted, and leaves its paper without a place', async () => {
    await told.ada.ask({ command: 'delete', args: { paper: pollIn(told.polls[0]), sure: 'yes' } })
    const { message, file } = await recapOf(told)
    expect(message).toContain('Wed 25 Nov: arXiv:2312.06943: the poll was deleted, with its votes.')
    expect(under(file, '### 2026-11-25 · arXiv:2312.06943')).toContain(
      '- The poll was deleted, with its votes.',
    )
    expect(under(file, '## Where the papers sit')).toContain('Not placed: “arXiv:2312.06943”.')
  })

  test('is of the season that is named, in any case; of one that is not known it lists those that are', async () => {
    await told.ada.type('reading schedule season:Winter')
    expect(told.wordsOf(await told.ben.type('reading history recap'))).toBe(
      'Winter has no finished session yet. Ask again after its first session.',
    )
    expect((await recapOf(told, 'season:"season 1"')).message).toContain('Reading group: Season 1\n')
    for (const words of ['recap season:Summer', 'season:Summer'])
      expect(told.wordsOf(await told.ben.type(`reading history ${words}`))).toBe(
        'There is no season called “Summer” here. The seasons are: Season 1, Winter.',
      )
    expect(told.table.logged).toEqual([])
  })
})

test('the recap of a season says once that nobody voted', async () => {
  await using group = await withGroup()
  await group.ben.type('reading add “A paper”')
  await group.goTo('2026-11-26T18:00:00Z')
  const { parts } = viewOf(await group.ben.type('reading history recap'))
  const said = textOf({ summary: '', parts })
  expect(said).toContain('Wed 25 Nov: A paper: nobody voted.')
  expect(said).toContain('- Attendance: nobody voted')
  expect(said).not.toContain('No votes yet')
})
