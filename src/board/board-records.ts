import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Message, Obstacle } from '../chat/message.ts'
import type { Kind } from '../store/record.ts'

const ShownMessage = z
  .object({
    v: z.literal(1),
    message: Message,
    /** The revision that the message shows; −1 while it is not known. */
    revision: z.int(),
    /** When the lease of the process that edits the message ends, in ms since 1970. */
    freeAt: z.int().optional(),
    /** Why the last edit was not possible; absent if it was. */
    obstacle: Obstacle.optional(),
  })
  .readonly()
/** A message that shows a board. */
export type ShownMessage = z.infer<typeof ShownMessage>

/** By board (the scope) and a digest of the message. */
export const shownMessages: Kind<ShownMessage> = { name: 'board', schema: ShownMessage }

/** The id of a message's record: SHA-256 of its place and id. */
export const digestOf = ({ place, id }: Message): string =>
  createHash('sha256')
    .update(JSON.stringify([place.platform, place.space, place.channel, place.thread ?? '', id]))
    .digest('base64url')

/** The names of all boards. */
export const boardNames: Kind<string> = { name: 'boards', schema: z.string() }

/** No board has it, so that a message of that revision is edited. */
export const unknownRevision = -1
