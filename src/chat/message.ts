import { z } from 'zod'
import { Place } from './caller.ts'

export const Message = z.object({ place: Place, id: z.string().max(200) }).readonly()

/** A message that was sent: where, and the platform's id for it, which is that of a thread under it, too. */
export type Message = z.infer<typeof Message>

/**
 * What came of an edit: `lagging` when the message shows all but its latest picture, which wants another edit; `gone`
 * when there is no such message any more.
 */
export type EditOutcome = 'shown' | 'lagging' | 'gone'
