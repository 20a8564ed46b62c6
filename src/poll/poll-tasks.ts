import { z } from 'zod'
import { SpaceId } from '../chat/caller.ts'
import { PollId } from './poll.ts'

/** Closes a round at its closing time. */
export const CloseTask = z.object({ kind: z.literal('close'), space: SpaceId, poll: PollId, round: z.int() })

/** Posts the outcome of a closed round, and the lines of its close; an earlier version posted no lines. */
export const OutcomeTask = z.object({
  kind: z.literal('outcome'),
  space: SpaceId,
  poll: PollId,
  round: z.int(),
  announcement: z.string().optional(),
})
export type OutcomeTask = z.infer<typeof OutcomeTask>

/** Posts the lines of an act on a poll, and what belongs in its thread. */
export const AnnounceTask = z.object({
  kind: z.literal('announce'),
  space: SpaceId,
  poll: PollId,
  announcement: z.string(),
})
export type AnnounceTask = z.infer<typeof AnnounceTask>

/** Posts the line about a new link to a page of a channel with names and reasons. */
export const LinkLineTask = z.object({ kind: z.literal('link-line'), space: SpaceId, link: z.string() })
export type LinkLineTask = z.infer<typeof LinkLineTask>

/** Gives the thread that a poll is in the label for the poll's state. */
export const LabelTask = z.object({ kind: z.literal('label'), space: SpaceId, poll: PollId })
export type LabelTask = z.infer<typeof LabelTask>

/** Counts for everyone whom the cruxes of a round would move. */
export const CruxesTask = z.object({
  kind: z.literal('cruxes'),
  space: SpaceId,
  poll: PollId,
  round: z.int(),
})

/** Looks up title, authors and year of a poll's paper; `tries` counts the failed look-ups. */
export const TitleTask = z.object({
  kind: z.literal('name'),
  space: SpaceId,
  poll: PollId,
  tries: z.int(),
})
export type TitleTask = z.infer<typeof TitleTask>

/** Removes the ballots of a deleted poll. */
export const ShredTask = z.object({ kind: z.literal('shred'), poll: PollId, rounds: z.int() })

/** Seals an anonymous poll, unless another round than that has begun. */
export const SealTask = z.object({ kind: z.literal('seal'), space: SpaceId, poll: PollId, round: z.int() })
