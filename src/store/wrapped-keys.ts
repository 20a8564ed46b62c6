import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { decrypt, encrypt } from './encryption.ts'
import type { RecordEngine } from './engines/engine.ts'
import { anonymityKeyMissing } from './errors.ts'
import { type Keys, keyBytes } from './keys.ts'
import { DecodeError, decode, type Kind, put, recordKey, removeKey, type TypedKey } from './record.ts'

const WrappedKey = z
  .object({
    v: z.literal(1),
    /** The id of the key it is wrapped with: {@link idOf}. */
    by: z.string(),
    /** In base64url, encrypted with that key for its own name. */
    wrapped: z.string(),
  })
  .readonly()
type WrappedKey = z.infer<typeof WrappedKey>

export const wrappedKeys: Kind<WrappedKey> = { name: 'key', schema: WrappedKey }

const pageSize = 200

/** Keys in the database, each wrapped with a key that is outside it. */
export interface WrappedKeys extends Keys {
  /** Wraps with the first of the outer keys what is wrapped with another. @returns how many. */
  rotate(): Promise<number>
}

/**
 * Opens the keys that are wrapped in the database: for processes on several machines, which have no file in common.
 *
 * @param outerKeys 32 bytes each. The first wraps; the others only unwrap what was wrapped with them.
 * @throws UserError if one is wrapped with none of them: its poll would be closed as if its key was lost.
 */
export async function openWrappedKeys(
  engine: RecordEngine,
  outerKeys: readonly [Buffer, ...Buffer[]],
): Promise<WrappedKeys> {
  const [newest] = outerKeys
  const outer = new Map(outerKeys.map((key) => [idOf(key), key]))

  const wrap = (name: string, key: Buffer): WrappedKey => ({
    v: 1,
    by: idOf(newest),
    wrapped: encrypt(key.toString('base64url'), newest, name),
  })

  function unwrap(name: string, { by, wrapped }: WrappedKey): Buffer {
    const key = outer.get(by)
    if (key === undefined) throw new Error(`The key ${name} is wrapped with none of ANONYMITY_KEY.`)
    return Buffer.from(decrypt(wrapped, key, name), 'base64url')
  }

  /** @returns what is stored then. */
  const change = (
    name: string,
    decide: (stored: WrappedKey | undefined) => WrappedKey | undefined,
  ): Promise<WrappedKey | undefined> =>
    engine.transact(`${wrappedKeys.name}:${name}`, [recordKey(keyOf(name))], ([text]) => {
      const stored = readStored(name, text)
      const next = decide(stored)
      if (next === stored) return { changes: [], result: stored }
      return { changes: [next === undefined ? removeKey(keyOf(name)) : put(keyOf(name), next)], result: next }
    })

  for await (const [, { by }] of entriesOf(engine)) if (!outer.has(by)) throw anonymityKeyMissing()

  return {
    async get(name) {
      const [text] = await engine.read([recordKey(keyOf(name))])
      const stored = readStored(name, text)
      return stored && createSecretKey(unwrap(name, stored))
    },

    async create(name, key = randomBytes(keyBytes)): Promise<KeyObject> {
      const stored = await change(name, (stored) => stored ?? wrap(name, key))
      return createSecretKey(stored === undefined ? key : unwrap(name, stored))
    },

    async remove(names) {
      for (const name of names) await change(name, () => undefined)
    },

    async names() {
      const names = new Set<string>()
      for await (const [name] of entriesOf(engine)) names.add(name)
      return [...names]
    },

    async rotate() {
      let rotated = 0
      for await (const [name, { by }] of entriesOf(engine)) {
        if (by === idOf(newest)) continue
        await change(name, (stored) => stored && wrap(name, unwrap(name, stored)))
        rotated += 1
      }
      return rotated
    },
  }
}

/** Some may come twice. */
async function* entriesOf(engine: RecordEngine): AsyncIterable<[name: string, stored: WrappedKey]> {
  let cursor: string | undefined
  do {
    const page = await engine.page(wrappedKeys.name, cursor, pageSize)
    for (const { id, text } of page.rows) {
      const stored = readStored(id, text)
      if (stored !== undefined) yield [id, stored]
    }
    cursor = page.cursor
  } while (cursor !== undefined)
}

/** @throws Error if the record can't be read. */
function readStored(name: string, text: string | undefined): WrappedKey | undefined {
  const stored = text === undefined ? undefined : decode(wrappedKeys, text, (_, stored) => stored)
  if (stored instanceof DecodeError) throw new Error(`The key ${name} can't be read: ${stored.why}`)
  return stored
}

const keyOf = (name: string): TypedKey<WrappedKey> => ({ kind: wrappedKeys, id: name })

/** Distinguishes outer keys, without disclosing them. */
const idOf = (key: Buffer): string =>
  createHash('sha256').update('cruxgrid\0').update(key).digest('hex').slice(0, 16)

/** A new outer key, as `ANONYMITY_KEY` has it: in base64. */
export const createOuterKey = (): string => randomBytes(keyBytes).toString('base64')
