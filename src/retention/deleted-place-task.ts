import { z } from 'zod'
import { Place } from '../chat/caller.ts'

/** Removes what is stored of a conversation that was found to be deleted at that time, in ms since 1970. */
export const DeletedPlaceTask = z.object({ kind: z.literal('deleted-place'), place: Place, at: z.int() })
