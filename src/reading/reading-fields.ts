import { z } from 'zod'
import { PersonId } from '../chat/caller.ts'
import { VoterId } from '../poll/ballot.ts'
import { PollId } from '../poll/poll.ts'

const Moment = z.int()

/** No more people are noted as present. */
export const maxPresent = 200

const Present = z
  .object({
    /** A person; in an anonymous poll their pseudonym in it. */
    who: VoterId,
    /** Absent in an anonymous poll. */
    at: Moment.optional(),
    /** When they said that they had read the paper; in an anonymous poll `true`. */
    readAt: z.union([Moment, z.literal(true)]).optional(),
  })
  .readonly()
/** A person who said that they are there while people read. */
export type Present = z.infer<typeof Present>

/** The fields of a session about people who read together, and about its facilitator's sheet. Times in ms since 1970. */
export const readingFields = {
  /** How long people read before the poll, in minutes, if not as long as the group's sessions do; 0 if they don't. */
  togetherMin: z.int().min(0).optional(),
  /** When the time to read began. */
  readingFrom: Moment.optional(),
  /** How often the facilitator made it longer. */
  extensions: z.int().optional(),
  /** Of a session whose poll will be anonymous: its id and the name of its key, from the opening on. */
  keyedPoll: PollId.optional(),
  present: z.array(Present).max(maxPresent).readonly().optional(),
  /** Who the group's sheet before this session's named, once this one's names people. */
  named: z.array(PersonId).readonly().optional(),
}
