import { z } from 'zod'
import { Place } from './caller.ts'

export const Message = z.object({ place: Place, id: z.string().max(200) }).readonly()

/** A message that was sent: its place and the platform's id, which is also the id of a thread under it. */
export type Message = z.infer<typeof Message>

/**
 * The result of an edit: `lagging` if the message shows everything but its latest picture, which needs another edit;
 * `away` if the bot was removed from the space, to which it may return; `gone` if the message no longer exists.
 */
export type EditOutcome = 'shown' | 'lagging' | 'away' | 'gone'
