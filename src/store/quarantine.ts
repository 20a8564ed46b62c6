import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { RecordEngine } from './engines/engine.ts'
import { type DecodeError, put, recordKey, type TypedKey } from './record.ts'

/** A stored record that can't be read. A copy of its text is in `quarantine`; the record itself is unchanged. */
export class CorruptRecord extends Error {
  /** The kind's name. */
  readonly kind: string
  readonly scope: string | undefined
  readonly id: string

  constructor(key: TypedKey<unknown>) {
    // Without its id: a fault is logged, and a ballot's id is a person.
    super(`a record of ${key.kind.name} is corrupt; a copy is in ${quarantine.name}`)
    this.name = 'CorruptRecord'
    this.kind = key.kind.name
    this.scope = key.scope
    this.id = key.id
  }
}

/** Texts that could not be read: where each is from, when (ms since 1970) and why. One record per different text. */
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

export type QuarantinedText = z.infer<typeof quarantine.schema>

/** How long a copy is kept. A record that is still there is copied again when it is read. */
export const quarantinedMs = 30 * 24 * 3_600_000

/** Copies a text to where nothing overwrites it. */
export async function copyToQuarantine(
  engine: RecordEngine,
  key: TypedKey<unknown>,
  { text, why }: DecodeError,
): Promise<void> {
  const { collection, id } = recordKey(key)
  // The same text has the same id, so that it is copied once, however often it is read.
  const digest = createHash('sha256').update([collection, id, text].join('\0')).digest('hex')
  const copy = { kind: quarantine, id: digest }
  await engine.transact(`quarantine:${digest}`, [recordKey(copy)], ([known]) => {
    const found = { v: 1, collection, id, at: Date.now(), why, text } as const
    return {
      changes: known === undefined ? [put(copy, found, found.at + quarantinedMs)] : [],
      result: undefined,
    }
  })
}

/** The result; `undefined` if a record that it needs can't be read, of which there is a copy then. */
export async function ifReadable<Result>(reading: Promise<Result>): Promise<Result | undefined> {
  try {
    return await reading
  } catch (fault) {
    if (fault instanceof CorruptRecord) return undefined
    throw fault
  }
}
