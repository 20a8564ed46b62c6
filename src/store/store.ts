import { type Collection, createCollection } from './collection.ts'
import type { Decision, RecordEngine } from './engines/engine.ts'
import { unknownDatabase } from './engines/errors.ts'
import { createSqliteEngine } from './engines/sqlite.ts'
import { CorruptRecord, copyToQuarantine, quarantine } from './quarantine.ts'
import { DecodeError, decode, type Kind, recordKey, type TypedKey, type Values } from './record.ts'

/** Everything Cruxgrid keeps. */
export interface Store {
  collection<Value>(kind: Kind<Value>, scope?: string): Collection<Value>
  /**
   * Reads the records under `keys`, decides, and writes all or nothing, alone within the scope; on disk when it
   * resolves. Changes are made by `put` and `removal`.
   *
   * @param keys Any number of any kinds: `[head, ...ballots]` gives `decide` a tuple of the same shape.
   * @param decide Synchronous and pure, for it may run more than once. Every key it changes must be among `keys`,
   *   and a key must always be changed under the same scope.
   * @throws CorruptRecord when one of the records can't be read; nothing is changed then.
   */
  transact<const Keys extends readonly TypedKey<unknown>[], Decided extends Decision<unknown>>(
    scope: string,
    keys: Keys,
    decide: (values: Values<Keys>) => Decided,
  ): Promise<Decided['result']>
  /** Removes up to `limit` records whose time is over, which nobody sees any more, and says how many. */
  sweepExpired(limit: number): Promise<number>
  /** Whether a read gets an answer. */
  isWorking(): Promise<boolean>
  close(): Promise<void>
}

/**
 * Opens what DATABASE_URL names, such as `sqlite:data/cruxgrid.db`.
 *
 * @param onQuarantine Told of each record that can't be read, each time somebody tries.
 * @throws UserError when there is no such database or it is not for this program.
 */
export async function openStore(
  url: string,
  onQuarantine: (found: CorruptRecord) => void = () => {},
): Promise<Store> {
  const engine = createEngine(url)
  await engine.open()

  /** @returns what to throw, once the text is safe. */
  async function quarantineRecord(key: TypedKey<unknown>, error: DecodeError): Promise<CorruptRecord> {
    await copyToQuarantine(engine, key, error)
    const fault = new CorruptRecord(key)
    onQuarantine(fault)
    return fault
  }

  return {
    collection: (kind, scope) => createCollection(engine, { kind, scope }, quarantineRecord),

    async transact(scope, keys, decide) {
      try {
        return await engine.transact(scope, keys.map(recordKey), (texts) => {
          const values = keys.map((key, at) => requireDecoded(key, texts[at]))
          return decide(values as Values<typeof keys>)
        })
      } catch (fault) {
        throw fault instanceof RecordDecodeError ? await quarantineRecord(fault.key, fault.error) : fault
      }
    },

    sweepExpired: (limit) => engine.sweepExpired(limit),

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

function createEngine(url: string): RecordEngine {
  const path = /^sqlite:(?<path>.+)$/s.exec(url)?.groups?.path
  if (path !== undefined) return createSqliteEngine(path)
  throw unknownDatabase(url)
}

/** Leaves a transaction; never leaves this file, for it holds the text. */
class RecordDecodeError extends Error {
  readonly key: TypedKey<unknown>
  readonly error: DecodeError

  constructor(key: TypedKey<unknown>, error: DecodeError) {
    super()
    this.key = key
    this.error = error
  }
}

function requireDecoded(key: TypedKey<unknown>, text: string | undefined): unknown {
  const value = text === undefined ? undefined : decode(key.kind, text)
  if (value instanceof DecodeError) throw new RecordDecodeError(key, value)
  return value
}
