import { z } from 'zod'
import type { RecordChange, RecordEngine } from './engines/engine.ts'
import { halfCopied } from './errors.ts'
import { DecodeError, decode, type Kind, put, recordKey, removeKey } from './record.ts'

const HalfCopy = z
  .object({
    v: z.literal(1),
    /** The file or database that is copied, for people. */
    from: z.string(),
    /** When the copy began, in ms since 1970: what had expired by then is left out. */
    at: z.int(),
    /** How many of its records, in its order, are done. */
    records: z.int().min(0),
    /** SHA-256 of these as lines of a backup, in hex: whether it is still the same. */
    digest: z.string(),
  })
  .readonly()
/** In a database into which records are being copied: how far. */
export type HalfCopy = z.infer<typeof HalfCopy>

export const halfCopies: Kind<HalfCopy> = { name: 'half-copy', schema: HalfCopy }

const key = { kind: halfCopies, id: 'progress' }

export const putHalfCopy = (half: HalfCopy): RecordChange => put(key, half)

export const removeHalfCopy = (): RecordChange => removeKey(key)

/** `undefined` if no copy into the database has begun, or it has ended. */
export async function readHalfCopy(engine: Pick<RecordEngine, 'read'>): Promise<HalfCopy | undefined> {
  const [text] = await engine.read([recordKey(key)])
  if (text === undefined) return undefined
  const found = decode(halfCopies, text, () => '')
  if (found instanceof DecodeError) throw new Error(`the record of a copy is corrupt: ${found.why}`)
  return found
}

/** @param database For people. @throws UserError if the database holds only a part of what was to be copied into it. */
export async function requireWhole(engine: Pick<RecordEngine, 'read'>, database: string): Promise<void> {
  const half = await readHalfCopy(engine)
  if (half !== undefined) throw halfCopied(database, half.from)
}
