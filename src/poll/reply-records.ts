import type { Kind, TypedKey } from '../store/record.ts'
import type { VoterId } from './ballot.ts'
import type { PollId } from './poll.ts'
import { CountedReplies, Reply } from './reply.ts'

/** One record per voter, in a collection for each round. */
export const replies: Kind<Reply> = { name: 'reply', schema: Reply }

/** The counts of a poll's replies that don't change any more, by round. */
export const countedReplies: Kind<CountedReplies> = { name: 'reply-counts', schema: CountedReplies }

/** The scope of a round's replies. */
export const repliesOf = (poll: PollId, round: number): string => `${poll}/${round}`

export const replyKey = (poll: PollId, round: number, voter: VoterId): TypedKey<Reply> => ({
  kind: replies,
  scope: repliesOf(poll, round),
  id: voter,
})

export const countedKey = (poll: PollId, round: number): TypedKey<CountedReplies> => ({
  kind: countedReplies,
  scope: poll,
  id: String(round),
})
