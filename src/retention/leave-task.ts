import { z } from 'zod'
import { SpaceId } from '../chat/caller.ts'

/** Removes what is stored of a space that the bot left at that time, in ms since 1970. */
export const LeaveTask = z.object({ kind: z.literal('leave'), space: SpaceId, at: z.int() })
