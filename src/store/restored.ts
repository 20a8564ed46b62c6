import { z } from 'zod'
import { type Change, type Kind, put } from './record.ts'
import type { Store } from './store.ts'

/** Longer than any post is tried: a recap is, for six days. */
const checkedMs = 7 * 24 * 3_600_000

const Restored = z.object({ v: z.literal(1), at: z.int() }).readonly()

const restorations: Kind<z.infer<typeof Restored>> = { name: 'restored', schema: Restored }

/** Notes that the records are those of a backup. @param at When it was made. Times in ms since 1970. */
export const putRestored = (at: number, now: number): Change =>
  put({ kind: restorations, id: 'backup' }, { v: 1, at }, now + checkedMs)

/**
 * When the backup was made that the records are from, in ms since 1970, for a week from when they were restored: what was
 * posted after it may be unknown here.
 */
export const findRestoredAt = async (store: Pick<Store, 'collection'>): Promise<number | undefined> =>
  (await store.collection(restorations).get('backup'))?.at
