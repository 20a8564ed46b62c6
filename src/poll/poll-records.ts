import { z } from 'zod'
import { SpaceId } from '../chat/caller.ts'
import { addToTally, removeFromTally } from '../grid/tally.ts'
import { Paper } from '../paper/paper.ts'
import type { Kind, TypedKey } from '../store/record.ts'
import { withAudienceVotes } from './audience-votes.ts'
import { Ballot, type VoterId } from './ballot.ts'
import { withLiveChange } from './live-state.ts'
import { currentRound, Poll, PollId, type Round, shownFromOf } from './poll.ts'
import { PublishedRound } from './published.ts'
import { withoutRevealed, withRevealed } from './revealed-counts.ts'
import { withRound } from './rounds.ts'
import { withCruxText } from './shared-cruxes.ts'
import { toNamedCruxId } from './voters.ts'

/** One small record per poll, with its running tally. */
export const heads: Kind<Poll> = { name: 'poll', schema: Poll, isReadOften: true }

/** One record per ballot, in a collection for each round. */
export const ballots: Kind<Ballot> = { name: 'ballot', schema: Ballot }

/** The published states of a poll's closed anonymous rounds, by their number. */
export const publishedRounds: Kind<PublishedRound> = { name: 'published', schema: PublishedRound }

const KeyedPoll = z.object({ v: z.literal(1), space: SpaceId, at: z.int() }).readonly()
/** An anonymous poll whose key has been made and not been destroyed; `at` in ms since 1970. */
export type KeyedPoll = z.infer<typeof KeyedPoll>

/** Anonymous polls that are not sealed, by their id. */
export const keyedPolls: Kind<KeyedPoll> = { name: 'keyed', schema: KeyedPoll }

/** Present once the polls of an older version have been brought up to date. */
export const upgrades: Kind<true> = { name: 'upgrades', schema: z.literal(true) }

const ListedPoll = z
  .object({
    v: z.literal(1),
    id: PollId,
    openedAt: z.int(),
    channel: z.string(),
    thread: z.string().optional(),
    paper: Paper,
  })
  .readonly()
/** The entry of a poll in the list of its space. */
export type ListedPoll = z.infer<typeof ListedPoll>

export const lists: Kind<ListedPoll> = { name: 'polls', schema: ListedPoll }

/** Every space that ever had a poll. */
export const spaces: Kind<SpaceId> = { name: 'spaces', schema: SpaceId }

/** The latest poll on one paper in one place. */
export const latest: Kind<PollId> = { name: 'latest', schema: PollId }

export const scopeOf = (poll: PollId): string => `poll:${poll}`

export const headKey = (poll: PollId): TypedKey<Poll> => ({ kind: heads, scope: poll, id: 'head' })

/** The scope of a round's ballots. */
export const ballotsOf = (poll: PollId, round: number): string => `${poll}/${round}`

export const ballotKey = (poll: PollId, round: number, voter: VoterId): TypedKey<Ballot> => ({
  kind: ballots,
  scope: ballotsOf(poll, round),
  id: voter,
})

export const publishedKey = (poll: PollId, round: number): TypedKey<PublishedRound> => ({
  kind: publishedRounds,
  scope: poll,
  id: String(round),
})

export const listKey = (space: SpaceId, id: PollId): TypedKey<ListedPoll> => ({
  kind: lists,
  scope: space,
  id,
})

export const toListedPoll = ({ id, openedAt, place, paper }: Poll): ListedPoll => ({
  v: 1,
  id,
  openedAt,
  channel: place.channel,
  ...(place.thread !== undefined && { thread: place.thread }),
  paper,
})

/** Updates the current round's counts for a voter's ballot that was added, replaced or removed. */
export function withBallot(
  poll: Poll,
  voter: VoterId,
  before: Ballot | undefined,
  after: Ballot | undefined,
): Poll {
  if (before === undefined && after === undefined) return poll
  const round = currentRound(poll)
  const without = before === undefined ? round.tally : removeFromTally(round.tally, before.answers.stance)
  const tally = after === undefined ? without : addToTally(without, after.answers.stance)
  const revealed =
    after === undefined
      ? before && withoutRevealed(round, before)
      : before === undefined && withRevealed(round, after)
  const worded = withOwnCrux(poll, round, voter, after?.answers.crux)
  const counted = withAudienceVotes({ ...worded, ...revealed, tally }, before, after)
  return withRound(poll, withLiveChange(counted, voter, shownFromOf(poll)))
}

/** Once cruxes are shared, only a poll with names takes votes in their round. */
const withOwnCrux = (poll: Poll, round: Round, voter: VoterId, crux: string | undefined): Round =>
  round.cruxOutcome?.shared === undefined
    ? round
    : withCruxText(round, toNamedCruxId(poll, round.number, voter), crux)
