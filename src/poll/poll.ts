import { z } from 'zod'
import { Person, PersonId, Place } from '../chat/caller.ts'
import { Tally } from '../grid/tally.ts'
import { Paper } from '../paper/paper.ts'

export const PollId = z
  .string()
  .regex(/^p_[a-z0-9]{10}$/)
  .brand<'PollId'>()
export type PollId = z.infer<typeof PollId>

export const Visibility = z.enum(['names', 'anonymous'])
export type Visibility = z.infer<typeof Visibility>

export const Question = z.enum(['goal', 'tractable'])
export type Question = z.infer<typeof Question>

export const Round = z
  .object({
    number: z.int().min(1),
    state: z.enum(['open', 'closed']),
    /** Placements are hidden from everyone until reveal or close. */
    blind: z.boolean(),
    openedAt: z.int(),
    closedAt: z.int().optional(),
    /** When placements became visible while voting went on. */
    revealedAt: z.int().optional(),
    tally: Tally,
  })
  .readonly()
/** One run of voting. Times in ms since 1970. */
export type Round = z.infer<typeof Round>

export const Poll = z
  .object({
    v: z.literal(1),
    id: PollId,
    place: Place,
    paper: Paper,
    opener: Person,
    openedAt: z.int(),
    closesAt: z.int().optional(),
    visibility: Visibility,
    questions: z.array(Question).readonly(),
    /** The people the poll waits for. */
    expected: z.array(PersonId).max(200).readonly(),
    note: z.string().max(500).optional(),
    rounds: z.array(Round).min(1).max(50).readonly(),
    /** Increases with every change, so that a message's state can be compared with the poll's. */
    revision: z.int(),
    /** The thread in which the outcome is discussed, once there is one. */
    thread: Place.optional(),
    /** The key of this poll's voter ids; never shown, never exported. */
    secret: z.string(),
  })
  .readonly()
/** The question about one paper in one place, with the tally of every round. Stored as the poll's head. */
export type Poll = z.infer<typeof Poll>

/** The last round, open or closed. */
export function currentRound(poll: Poll): Round {
  const round = poll.rounds.at(-1)
  if (round === undefined) throw new Error(`${poll.id} has no rounds`)
  return round
}
