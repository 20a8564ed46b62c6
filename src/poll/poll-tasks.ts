import { z } from 'zod'
import { SpaceId } from '../chat/caller.ts'
import { PollId } from './poll.ts'

/** Ends a round whose closing time has come. */
export const CloseTask = z.object({ kind: z.literal('close'), space: SpaceId, poll: PollId, round: z.int() })

/** Posts the outcome of a round that was closed. */
export const OutcomeTask = z.object({
  kind: z.literal('outcome'),
  space: SpaceId,
  poll: PollId,
  round: z.int(),
})
export type OutcomeTask = z.infer<typeof OutcomeTask>

/** Looks up title, authors and year of a poll's paper; `tries` counts the look-ups that no source answered. */
export const TitleTask = z.object({
  kind: z.literal('name'),
  space: SpaceId,
  poll: PollId,
  tries: z.int(),
})
export type TitleTask = z.infer<typeof TitleTask>

/** Removes the ballots of a poll that was deleted. */
export const ShredTask = z.object({ kind: z.literal('shred'), poll: PollId, rounds: z.int() })
