import { z } from 'zod'

/** How long a session may go on after its end before its event is ended, in ms. */
const overrunMs = 3_600_000

export const SessionEvent = z
  .object({
    /** The platform's id. */
    id: z.string(),
    /** A bookmark counts as external. */
    kind: z.enum(['external', 'voice', 'stage']),
    /** Of all that it shows; '' of one that an earlier version made. */
    digest: z.string(),
    /** Whether the bot has started it, or has nothing more to do with it. External events start and end by themselves. */
    state: z.enum(['on', 'over']).optional(),
  })
  .readonly()
/** A session as an event of its platform. */
export type SessionEvent = z.infer<typeof SessionEvent>

const Mark = z.object({ id: z.string() }).readonly()

/** The fields of a session for its event on the platform, or its bookmark. */
export const eventFields = {
  event: SessionEvent.optional(),
  /** The same, as versions before kinds of events stored it. */
  mark: Mark.optional(),
  /** Whether that entry failed, or a user has deleted it: no other is made. */
  isUnmarked: z.boolean().optional(),
  /** The digest of where a bookmark said that the session is: deleted by a user, another one is made once that changes. */
  markedWhere: z.string().optional(),
  /** The digest of the event that was not made, because people outside the group's channel would see it. */
  eventHeld: z.string().optional(),
  /** How often in a row Discord or the like didn't answer about its event, and when it is tried again, in ms since 1970. */
  eventTries: z.object({ count: z.int(), at: z.int() }).optional(),
}

/** A session of an earlier version, whose event was external. */
export function withoutMark<Stored extends { readonly event?: SessionEvent | undefined }>({
  mark,
  ...session
}: Stored & { readonly mark?: z.infer<typeof Mark> | undefined }) {
  if (mark === undefined || session.event !== undefined) return session
  return { ...session, event: { id: mark.id, kind: 'external' as const, digest: '' } }
}

/** The next act of the bot on an event in a channel. `at` is in ms since 1970. */
export interface EventAct {
  readonly act: 'start' | 'end'
  readonly at: number
}

/** @param lengthMs How long the session takes. @returns `undefined` if the event needs nothing more. */
export function nextEventAct(
  { event, start }: { readonly event?: SessionEvent | undefined; readonly start: number },
  lengthMs: number,
): EventAct | undefined {
  if (event === undefined || event.kind === 'external' || event.state === 'over') return undefined
  return event.state === 'on' ? { act: 'end', at: start + lengthMs + overrunMs } : { act: 'start', at: start }
}
