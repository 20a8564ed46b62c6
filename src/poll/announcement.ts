import { z } from 'zod'
import { Person } from '../chat/caller.ts'

export const Announcement = z
  .object({
    id: z.string().max(20),
    act: z.enum(['close', 'reveal', 'reopen', 'revote', 'closing time', 'full link']),
    /** Its number; of a re-vote that of the round that it started. */
    round: z.int(),
    /** In ms since 1970. */
    at: z.int(),
    /** Who did it; absent if it happened by itself. */
    by: Person.optional(),
    /** Of a close: the votes at that moment. */
    votes: z.int().optional(),
    /** Of a close: how late it was because the bot was not in the space, in ms. */
    awayMs: z.int().optional(),
    /** Of a re-vote: whether the votes of its round are hidden. */
    isBlind: z.literal(true).optional(),
    /** Of the closing time: what it was moved to; absent if it was removed. */
    closesAt: z.int().optional(),
  })
  .readonly()
/** An act on a poll that everyone in its conversation reads about in a line of its own. */
export type Announcement = z.infer<typeof Announcement>
