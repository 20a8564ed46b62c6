import type { Caller } from '../chat/caller.ts'
import { type Tally, votesOf } from '../grid/tally.ts'
import type { Paper } from '../paper/paper.ts'
import type { Ballot, VoterId } from './ballot.ts'
import type { AnswerTotals } from './ballot-extras.ts'
import {
  type Ask,
  currentRound,
  type Imported,
  type ImportId,
  type Poll,
  type Question,
  shownFromOf,
  type Visibility,
} from './poll.ts'
import { createPollId } from './poll-id.ts'
import type { PublishedRound } from './published.ts'
import type { CountedReplies } from './reply.ts'

/** A closed poll as a file has it, not stored yet. */
export interface PollToImport {
  /** The id that it has in the file; absent if the file gives none. */
  readonly original?: string
  readonly dates: Imported['dates']
  readonly paper: Paper
  readonly visibility: Visibility
  readonly questions: readonly Question[]
  /** All of them without it. */
  readonly ask?: readonly Ask[]
  /** In ms since 1970; of a file without dates, that of its import. */
  readonly openedAt: number
  readonly closesAt?: number
  readonly shownFrom?: number
  /** At least one. */
  readonly rounds: readonly RoundToImport[]
}

export interface RoundToImport {
  /** In ms since 1970. */
  readonly closedAt: number
  /** Of an anonymous round with too few votes to be shown only their number. */
  readonly tally: Tally
  /** Empty in an anonymous poll. */
  readonly ballots: ReadonlyMap<VoterId, Ballot>
  /** Absent in a poll with names. */
  readonly published?: PublishedRound
  readonly countsAtReveal?: AnswerTotals
  /** The counts of the replies; absent if nobody has answered. */
  readonly counted?: CountedReplies
}

/** The contents of a file in numbers. */
export interface ImportFigures {
  readonly polls: number
  readonly papers: number
  readonly rounds: number
  readonly votes: number
  /** The people whose names would be shown. */
  readonly people: number
}

export function figuresOfImport(polls: readonly PollToImport[]): ImportFigures {
  const rounds = polls.flatMap(({ rounds }) => rounds)
  const names = rounds.flatMap(({ ballots }) => [...ballots.values()].flatMap(({ name }) => name ?? []))
  return {
    polls: polls.length,
    papers: new Set(polls.map(({ paper }) => paper.id)).size,
    rounds: rounds.length,
    votes: rounds.reduce((sum, { tally }) => sum + votesOf(tally), 0),
    people: new Set(names).size,
  }
}

/** The head that is stored: of a closed poll, sealed if it is anonymous. */
export function toImportedPoll(
  { place, person }: Caller,
  by: ImportId,
  at: number,
  poll: PollToImport,
): Poll {
  const { original, dates, paper, visibility, questions, ask, openedAt, closesAt, shownFrom, rounds } = poll
  return {
    v: 1,
    id: createPollId(),
    place,
    paper,
    opener: person,
    openedAt,
    ...(closesAt !== undefined && { closesAt }),
    visibility,
    questions,
    ...(ask !== undefined && { ask }),
    expected: [],
    rounds: rounds.map(({ closedAt, tally, countsAtReveal }, i) => ({
      number: i + 1,
      state: 'closed',
      blind: false,
      openedAt: rounds[i - 1]?.closedAt ?? openedAt,
      closedAt,
      tally,
      ...(countsAtReveal !== undefined && { countsAtReveal }),
    })),
    ...(rounds.some(({ counted }) => counted !== undefined) && { replies: 1 }),
    revision: 0,
    hasNoGroup: true,
    ...(place.thread !== undefined && { thread: place }),
    ...(shownFrom !== undefined && { shownFrom }),
    ...(visibility === 'anonymous' && { sealedAt: at }),
    imported: {
      at,
      by,
      dates,
      votes: rounds.reduce((sum, { tally }) => sum + votesOf(tally), 0),
      ...(original !== undefined && { original }),
    },
  }
}

/** How long an import can be undone. */
export const undoDays = 30
const dayMs = 24 * 3_600_000

/** Whether the import can still be undone. @param now In ms since 1970. */
export const isUndoable = ({ at }: Imported, now: number): boolean => now <= at + undoDays * dayMs

/** Whether people have voted in it since it was imported. */
export const hasVotesSince = ({ rounds }: Poll, { votes }: Imported): boolean =>
  rounds.reduce((sum, { tally }) => sum + votesOf(tally), 0) > votes

/** Whether a stored poll is that of a file: by its id, or by paper, dates and counts. */
export function isSamePoll(poll: Poll, one: PollToImport): boolean {
  if (one.original !== undefined && (poll.imported?.original ?? poll.id) === one.original) return true
  return (
    poll.paper.id === one.paper.id &&
    currentRound(poll).state === 'closed' &&
    poll.rounds.length === one.rounds.length &&
    poll.rounds.every((round, i) => {
      const other = one.rounds[i]
      return other !== undefined && hasSameDay(poll, round, one, other) && hasSameCounts(poll, round, other)
    })
  )
}

function hasSameDay(
  { imported, openedAt }: Poll,
  { closedAt = openedAt }: Poll['rounds'][number],
  { dates }: PollToImport,
  other: RoundToImport,
): boolean {
  const isUndated = imported?.dates === 'none'
  if (isUndated || dates === 'none') return isUndated && dates === 'none'
  return dayOf(closedAt) === dayOf(other.closedAt)
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** Of a sealed round that was too small to be shown only the number of votes is known. */
function hasSameCounts(poll: Poll, { tally }: Poll['rounds'][number], other: RoundToImport): boolean {
  const isHidden = poll.sealedAt !== undefined && votesOf(tally) < shownFromOf(poll)
  return isHidden
    ? votesOf(tally) === votesOf(other.tally)
    : JSON.stringify(tally) === JSON.stringify(other.tally)
}
