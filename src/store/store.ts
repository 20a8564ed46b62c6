import { type Collection, createCollection } from './collection.ts'
import { createDecoder, type Decoder } from './decoder.ts'
import type { Decision, RecordEngine, RecordKey } from './engines/engine.ts'
import { unknownDatabase } from './engines/errors.ts'
import { createSqliteEngine } from './engines/sqlite.ts'
import { createKeyFile, type KeyFile } from './key-file.ts'
import type { Names } from './names.ts'
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
  /** Keys that are in no copy of the database. */
  readonly keys: KeyFile
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
  /** Whether the database answers a read. */
  isWorking(): Promise<boolean>
  close(): Promise<void>
}

/**
 * Opens the database that a DATABASE_URL names, such as `sqlite:data/cruxgrid.db`.
 *
 * @param onQuarantine Called for each record that can't be read, every time it is read.
 * @param keyFile Where the keys are; beside the database if absent.
 * @throws UserError if the URL is unknown, the key file can be read by others or can't be read at all, or the database belongs to another program or a newer version.
 */
export async function openStore(
  url: string,
  onQuarantine: (found: CorruptRecord) => void = () => {},
  keyFile: string = keyFileOf(url),
): Promise<Store> {
  const engine = createEngine(url)
  await engine.open()
  const decoder = createDecoder()
  const keys = createKeyFile(keyFile, (work) => engine.exclusively(work))
  await keys.names()

  /** Copies the record's text to the quarantine. @returns the error to throw. */
  async function quarantineRecord(key: TypedKey<unknown>, error: DecodeError): Promise<CorruptRecord> {
    await copyToQuarantine(engine, key, error)
    const fault = new CorruptRecord(key)
    onQuarantine(fault)
    return fault
  }

  return {
    collection: (kind, scope) => createCollection(engine, { kind, scope }, decoder, quarantineRecord),

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
        return true
      } catch {
        return false
      }
    },

    close: () => engine.close(),
  }
}

/** `data/cruxgrid.keys` beside `data/cruxgrid.db` */
const keyFileOf = (url: string): string => `${pathOf(url)?.replace(/\.db$/, '')}.keys`

/** The path of a database in a file. */
export const pathOf = (url: string): string | undefined => /^sqlite:(?<path>.+)$/s.exec(url)?.groups?.path

function createEngine(url: string): RecordEngine {
  const path = pathOf(url)
  if (path !== undefined) return createSqliteEngine(path)
  throw unknownDatabase(url)
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
  const value = text === undefined ? undefined : decoder.decode(key.kind, text)
  if (!(value instanceof DecodeError)) return value
  if (key.kind.isDerived) return undefined
  throw new RecordDecodeError(key, value)
}
