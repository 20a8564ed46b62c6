import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { RecordEngine } from './engines/engine.ts'
import { collectionOf, type DecodeError, put, recordKey, type TypedKey } from './record.ts'

/** A record that is there but can't be read. Its text is kept in `quarantine`, and the record is as it was. */
export class CorruptRecord extends Error {
  /** The kind's name. */
  readonly kind: string
  readonly scope: string | undefined
  readonly id: string

  constructor(key: TypedKey<unknown>) {
    super(`The record ${key.id} of ${collectionOf(key)} can't be read; a copy is in ${quarantine.name}.`)
    this.name = 'CorruptRecord'
    this.kind = key.kind.name
    this.scope = key.scope
    this.id = key.id
  }
}

/** Texts that could not be read, where from, when (ms since 1970) and why. One record for each different text. */
export const quarantine = {
  name: 'quarantine',
  schema: z
    .object({
      v: z.literal(1),
      collection: z.string(),
      id: z.string(),
      at: z.int(),
      why: z.string(),
      text: z.string(),
    })
    .readonly(),
}

/** Keeps the text where nothing overwrites it. */
export async function copyToQuarantine(
  engine: RecordEngine,
  key: TypedKey<unknown>,
  { text, why }: DecodeError,
): Promise<void> {
  const { collection, id } = recordKey(key)
  // The same text has the same id, so that a record which is read often is not copied often.
  const digest = createHash('sha256').update([collection, id, text].join('\0')).digest('hex')
  const copy = { kind: quarantine, id: digest }
  await engine.transact(`quarantine:${digest}`, [recordKey(copy)], ([known]) => {
    const found = { v: 1, collection, id, at: Date.now(), why, text } as const
    return { changes: known === undefined ? [put(copy, found)] : [], result: undefined }
  })
}
