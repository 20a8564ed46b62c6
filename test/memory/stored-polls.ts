import { PersonId, type SpaceId } from '../../src/chat/caller.ts'
import type { Stance } from '../../src/grid/stance.ts'
import { tallyOf } from '../../src/grid/tally.ts'
import { type Ballot, VoterId } from '../../src/poll/ballot.ts'
import { rowsOf, toIndexedPoll } from '../../src/poll/index-records.ts'
import { memoryRowsOf } from '../../src/poll/memory-rows.ts'
import type { Poll } from '../../src/poll/poll.ts'
import { ballotKey, headKey, listKey, spaces, toListedPoll } from '../../src/poll/poll-records.ts'
import { createSqliteEngine } from '../../src/store/engines/sqlite.ts'
import { type Change, put } from '../../src/store/record.ts'
import { closedPoll } from '../poll/many-polls.ts'
import type { TestBot } from '../test-bot.ts'

/** A closed poll that shows names, with a vote of each person. */
export interface Voted {
  readonly title: string
  readonly channel?: string
  /** That of the test table by default. */
  readonly space?: SpaceId
  /** A cell, 0–8, by the person's name in lower case. */
  readonly votes: Readonly<Record<string, number>>
  readonly whys?: Readonly<Record<string, string>>
}

const placementAt = (cell: number) =>
  ({ kind: 'placement', row: Math.floor(cell / 3), column: cell % 3 }) as Stance

/** The records of a poll as they would be if people had voted in it. @param number From 1, different for each poll. */
export function recordsOfVoted(
  { title, channel, votes, whys = {}, space }: Voted,
  number: number,
): readonly Change[] {
  const empty = closedPoll(number, { title }, channel)
  const ballots = Object.entries(votes).map(
    ([name, cell]): Ballot => ({
      v: 1,
      answers: { stance: placementAt(cell), ...(whys[name] !== undefined && { why: whys[name] }) },
      person: {
        id: PersonId.parse(`table:${name}`),
        name: name.replace(/^./, (letter) => letter.toUpperCase()),
      },
      castAt: number,
    }),
  )
  const tally = tallyOf(ballots.map(({ answers }) => answers.stance))
  const closedAt = empty.openedAt + 3_600_000
  const poll: Poll = {
    ...empty,
    place: { ...empty.place, ...(space !== undefined && { space }) },
    rounds: empty.rounds.map((round) => ({ ...round, tally, closedAt })),
  }
  return [
    put(headKey(poll.id), poll),
    put(listKey(poll.place.space, poll.id), toListedPoll(poll)),
    ...ballots.map((ballot) => put(ballotKey(poll.id, 1, VoterId.parse(ballot.person?.id)), ballot)),
    ...[...rowsOf(toIndexedPoll(poll)), ...memoryRowsOf(poll, { ballots: new Map([[1, ballots]]) })].flatMap(
      ({ change }) => ('text' in change ? [change] : []),
    ),
  ]
}

/** Stores polls beside what the table has. */
export async function store(table: Pick<TestBot, 'file'>, polls: readonly Voted[]): Promise<void> {
  const engine = createSqliteEngine(table.file)
  await engine.open()
  const { space } = closedPoll(1, { title: '' }).place
  await engine.write([
    put({ kind: spaces, id: space }, space),
    ...polls.flatMap((poll, i) => recordsOfVoted(poll, i + 1)),
  ])
  await engine.close()
}
