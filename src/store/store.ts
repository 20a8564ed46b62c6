import { type Collection, createCollection } from './collection.ts'
import { rememberCollections } from './collections.ts'
import { createDecoder, type Decoder } from './decoder.ts'
import { chooseEngine } from './engines/choose-engine.ts'
import type { Decision, RecordKey } from './engines/engine.ts'
import { defaultPoolSize, serverTimes } from './engines/server-options.ts'
import { nameOfUrl } from './engines/server-url.ts'
import { requireWhole } from './half-copy.ts'
import { keyFileOf } from './key-file.ts'
import type { Keys } from './keys.ts'
import type { Names } from './names.ts'
import { openKeys } from './open-keys.ts'
import { isOrdered } from './ordered.ts'
import { CorruptRecord, copyToQuarantine, quarantine } from './quarantine.ts'
import {
  type Change,
  collectionOf,
  DecodeError,
  type Kind,
  recordKey,
  type TypedKey,
  type Values,
} from './record.ts'
import { type OnOperation, timeOperations } from './time-operations.ts'
import { watchWrites } from './write-watch.ts'

/**
 * Everything Cruxgrid stores. Collections go through Keyv: it reads, writes, clears and iterates them, and adds the expiry
 * to each value. What Keyv can't do bypasses it and calls the engine: transactions, which also store and lease jobs, the
 * sweep of expired records, and the health check.
 */
export interface Store {
  collection<Value>(kind: Kind<Value>, scope?: string): Collection<Value>
  /** The scopes in which a kind has records, those that begin with `prefix`; in no particular order. */
  scopesOf(kind: Kind<unknown>, prefix?: string): Promise<readonly string[]>
  /**
   * Reads the records under `keys`, decides, and writes all changes or none. Transactions of one scope run one after
   * the other. On disk when it resolves.
   *
   * @param keys Any number of any kinds: `[head, ...ballots]` gives `decide` a tuple of the same shape.
   * @param decide Synchronous and pure, because it may run more than once. Makes changes with `put` and `removeKey`.
   *   Every key it changes must be among `keys`, and a key must always be changed under the same scope.
   * @throws CorruptRecord if one of the records can't be read; nothing is changed then.
   */
  transact<const Keys extends readonly TypedKey<unknown>[], Decided extends Decision<unknown>>(
    scope: string,
    keys: Keys,
    decide: (values: Values<Keys>) => Decided,
  ): Promise<Decided['result']>
  /**
   * Changes the text of a record that can't be read, in which no transaction can be. Its expiry stays.
   *
   * @param change Returns `undefined` to remove the record.
   */
  mendText(key: RecordKey, change: (text: string) => string | undefined): Promise<void>
  /** The names that are kept apart from records; a platform that looks names up provides them. */
  readonly names: Names
  /** Keys that a copy of the database alone is no use for. */
  readonly keys: Keys
  /** Removes up to `limit` expired records, which no read returns any more. @returns how many it removed. */
  sweepExpired(limit: number): Promise<number>
  /**
   * Clears what has been removed from wherever the database still keeps it, such as its log.
   *
   * @returns false if another connection is reading, such as a backup.
   */
  clearRemoved(): Promise<boolean>
  /** Rewrites the database without what has been removed. */
  compact(): Promise<void>
  /** Whether the database answers a read, and accepts writes as far as that is known. */
  isWorking(): Promise<boolean>
  /** The time of the database, the same for every process that uses it, in ms since 1970. */
  now(): Promise<number>
  close(): Promise<void>
}

export interface StoreOptions {
  /** Called for each record that can't be read, every time it is read. */
  readonly onQuarantine?: (found: CorruptRecord) => void
  /** Where the keys are; if absent, beside the database, or in `data` for one on a server. */
  readonly keyFile?: string | undefined
  /** 32 bytes each, the newest first: the keys are wrapped in the database instead, and those in the file move there. */
  readonly anonymityKeys?: readonly [Buffer, ...Buffer[]] | undefined
  /** Connections to a server at most. */
  readonly poolSize?: number
  /** Called with what the operator of a server should know. */
  readonly warn?: (message: string) => void
  /** Called after each read and write. */
  readonly onOperation?: OnOperation
}

/**
 * Opens the database that a DATABASE_URL names, such as `sqlite:data/cruxgrid.db` or `postgres://bot@localhost/cruxgrid`.
 *
 * @throws UserError if the URL is unknown, the key file can be read by others or can't be read at all, or the database
 *   can't be reached, isn't durable, is damaged, holds a part of a copy, or belongs to another program or a newer version.
 */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const { onQuarantine = () => {}, keyFile = keyFileOf(url), poolSize = defaultPoolSize } = options
  const { anonymityKeys, warn = () => {}, onOperation } = options
  const chosen = await chooseEngine(url, { ...serverTimes, poolSize, warn, isOrdered })
  const { engine, isWriting } = watchWrites(onOperation ? timeOperations(chosen, onOperation) : chosen)
  await engine.open()
  const decoder = createDecoder()
  let keys: Keys
  try {
    await requireWhole(engine, nameOfUrl(url))
    keys = await openKeys(engine, { keyFile, anonymityKeys })
  } catch (fault) {
    await engine.close()
    throw fault
  }

  /** Copies the record's text to the quarantine. @returns the error to throw. */
  async function quarantineRecord(key: TypedKey<unknown>, error: DecodeError): Promise<CorruptRecord> {
    await copyToQuarantine(engine, key, error)
    const fault = new CorruptRecord(key)
    onQuarantine(fault)
    return fault
  }

  return {
    collection: rememberCollections((place) => createCollection(engine, place, decoder, quarantineRecord)),

    async scopesOf(kind, prefix = '') {
      const found = await engine.collections(collectionOf({ kind, scope: prefix }))
      return found.map((collection) => collection.slice(kind.name.length + 1))
    },

    async transact(scope, keys, decide) {
      let changes: readonly Change[] = []
      try {
        const result = await engine.transact(scope, keys.map(recordKey), (texts) => {
          const values = keys.map((key, at) => requireDecoded(decoder, key, texts[at]))
          const decision = decide(values as Values<typeof keys>)
          changes = decision.changes
          return decision
        })
        for (const change of changes) decoder.remember(change)
        return result
      } catch (fault) {
        throw fault instanceof RecordDecodeError ? await quarantineRecord(fault.key, fault.error) : fault
      }
    },

    async mendText({ collection, id }, change) {
      const key = { collection, id }
      const [text] = await engine.read([key])
      if (text === undefined) return
      const next = change(text)
      const expires = Number(/"expires":(\d+)\}$/.exec(text)?.[1])
      if (next === undefined) await engine.write([{ key, remove: true }])
      else if (next !== text)
        await engine.write([{ key, text: next, ...(Number.isFinite(expires) && { expires }) }])
    },

    names: decoder.names,
    keys,
    sweepExpired: (limit) => engine.sweepExpired(limit),
    clearRemoved() {
      decoder.forget()
      return engine.clearRemoved()
    },

    compact: () => engine.compact(),

    async isWorking() {
      try {
        await engine.read([{ collection: quarantine.name, id: 'any' }])
        return await isWriting()
      } catch {
        return false
      }
    },

    now: () => engine.now(),
    close: () => engine.close(),
  }
}

/** Ends a transaction. It is never thrown out of this file, because it contains the record's text. */
class RecordDecodeError extends Error {
  readonly key: TypedKey<unknown>
  readonly error: DecodeError

  constructor(key: TypedKey<unknown>, error: DecodeError) {
    super()
    this.key = key
    this.error = error
  }
}

function requireDecoded(decoder: Decoder, key: TypedKey<unknown>, text: string | undefined): unknown {
  const value = text === undefined ? undefined : decoder.decode(key.kind, text, true)
  if (!(value instanceof DecodeError)) return value
  if (key.kind.isDerived) return undefined
  throw new RecordDecodeError(key, value)
}
