import { type Tally, votesOf } from '../grid/tally.ts'

/** A round whose votes people may see, with the moment it was closed, in ms since 1970. */
export interface ShownRound {
  readonly state: 'open' | 'closed'
  /** Absent while it is open, and of an export that was read back. */
  readonly closedAt?: number
  readonly tally: Tally
}

/** A poll with those of its rounds whose votes people may see, oldest first. */
export interface ShownPoll {
  /** In ms since 1970. */
  readonly openedAt: number
  readonly rounds: readonly ShownRound[]
}

/** The poll that stands for its paper, and the round of it that does. */
export interface StandingPoll<Poll extends ShownPoll> {
  readonly poll: Poll
  readonly round: Poll['rounds'][number]
}

/** From this number of votes on a later poll stands before a larger one. */
const minVotes = 5

/** The last of a poll's shown rounds that has a vote, or `undefined`. */
export const findStandingRound = <Round extends ShownRound>(rounds: readonly Round[]): Round | undefined =>
  rounds.findLast(({ tally }) => votesOf(tally) > 0)

/**
 * Of several polls on one paper the one that stands for it: people may have voted in two of them, so their votes are
 * never added up. The one whose last round has at least 5 votes and was closed last, an open round counting as closed
 * now; where none has 5, the one with the most votes, then the later one; docs/memory.md 1.
 *
 * @returns `undefined` if no round has a vote.
 */
export function findStandingPoll<Poll extends ShownPoll>(
  polls: readonly Poll[],
): StandingPoll<Poll> | undefined {
  const standing = polls.flatMap((poll) => {
    const round = findStandingRound<Poll['rounds'][number]>(poll.rounds)
    return round === undefined ? [] : [{ poll, round, last: poll.rounds.at(-1) ?? round }]
  })
  const counted = standing.filter(({ last }) => votesOf(last.tally) >= minVotes)
  const [first] =
    counted.length > 0
      ? counted.toSorted(byLatest)
      : standing.toSorted((a, b) => votesIn(b) - votesIn(a) || byLatest(a, b))
  return first && { poll: first.poll, round: first.round }
}

interface Candidate {
  readonly poll: ShownPoll
  readonly round: ShownRound
}

/** No clock is read: an open round is later than every closed one. */
const openNow = Number.MAX_SAFE_INTEGER

/** When a round was closed, in ms since 1970; later than all others while it is open. */
const closedAt = ({ poll, round: { state, closedAt } }: Candidate): number =>
  state === 'open' ? openNow : (closedAt ?? poll.openedAt)

/** Below 0 if the first was closed later, or opened later of two that were closed at once. */
export const byLatest = (a: Candidate, b: Candidate): number =>
  closedAt(b) - closedAt(a) || b.poll.openedAt - a.poll.openedAt

const votesIn = ({ round }: Candidate): number => votesOf(round.tally)
