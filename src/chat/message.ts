import { z } from 'zod'
import { Place } from './caller.ts'

export const Message = z.object({ place: Place, id: z.string().max(200) }).readonly()

/** A message that was sent: its place and the platform's id, which is also the id of a thread under it. */
export type Message = z.infer<typeof Message>

export const Obstacle = z.enum(['away', 'refused', 'unreachable'])
/**
 * Why a message that may still be there can't be edited: the bot was removed from the space, to which it may return
 * (`away`), lacks a right that it may be given again (`refused`), or no longer finds the channel (`unreachable`).
 */
export type Obstacle = z.infer<typeof Obstacle>

/**
 * The result of an edit: `lagging` if the message shows everything but its latest picture, which needs another edit;
 * `gone` if the message no longer exists.
 */
export type EditOutcome = 'shown' | 'lagging' | 'gone' | Obstacle
