import { z } from 'zod'
import { Person, PersonId } from '../chat/caller.ts'
import { Message } from '../chat/message.ts'

/** From this long before a session on, a facilitator who can't lead is not followed by the next: everyone is asked. In ms. */
export const callMs = 24 * 3_600_000

export const LeadCall = z
  .object({
    /** Who can't lead; absent once that person was erased. */
    by: Person.optional(),
    at: z.int(),
    /** Who is asked privately, stored first, so that a crash sends nobody a second message. */
    asked: z.array(PersonId).readonly().optional(),
    /** The line in the channel. */
    message: Message.optional(),
  })
  .readonly()
/** The call for a substitute of a facilitator who can't lead. In ms since 1970. */
export type LeadCall = z.infer<typeof LeadCall>

/** The parts of a session that decide whether a substitute has to be called. */
interface Called {
  readonly start: number
  readonly openedAt?: number | undefined
  readonly facilitator?: Person | undefined
  readonly leadCall?: LeadCall | undefined
}

/** Whether the call for a substitute still has to be sent. */
export const mustCall = ({ start, openedAt, facilitator, leadCall }: Called, now: number): boolean =>
  leadCall !== undefined &&
  facilitator === undefined &&
  openedAt === undefined &&
  now < start &&
  (leadCall.message === undefined || leadCall.asked === undefined)

/** A session without its facilitator, who can't lead it. The line in the channel stays the one that there is. */
export const withLeadCall = <One extends Called>(session: One, at: number) => {
  const { facilitator, leadCall, ...rest } = session
  const message = leadCall?.message
  return {
    ...rest,
    leadCall: {
      at,
      ...(facilitator !== undefined && { by: facilitator }),
      ...(message !== undefined && { message }),
    },
  }
}
