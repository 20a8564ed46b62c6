import { z } from 'zod'
import { Place } from '../chat/caller.ts'
import type { Kind } from '../store/record.ts'

const KnownPlace = z
  .object({
    v: z.literal(1),
    place: Place,
    /** Who saw it when that was last known. */
    state: z.enum(['for-all', 'for-some', 'as-channel']),
    /** When it was found to be deleted, in ms since 1970. */
    deletedAt: z.int().optional(),
  })
  .readonly()
export type KnownPlace = z.infer<typeof KnownPlace>

/** Who sees the conversations in which something is stored: once one is deleted, no platform says so any more. */
export const knownPlaces: Kind<KnownPlace> = { name: 'place', schema: KnownPlace }
