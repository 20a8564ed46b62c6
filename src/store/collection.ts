import { jsonSerializer, Keyv, type KeyvSerializationAdapter } from 'keyv'
import { checkKeys, type RecordEngine } from './engines/engine.ts'
import { EngineKeyvStore } from './keyv-store.ts'
import type { CorruptRecord } from './quarantine.ts'
import {
  type CollectionPlace,
  collectionOf,
  DecodeError,
  decode,
  recordKey,
  type TypedKey,
} from './record.ts'

/** The records of a kind, for what needs no transaction. Every method throws when the database fails. */
export interface Collection<Value> {
  /** @throws CorruptRecord */
  get(id: string): Promise<Value | undefined>
  /** In the order of `ids`. @throws CorruptRecord when one of them is. */
  getMany(ids: readonly string[]): Promise<(Value | undefined)[]>
  /** On disk when it resolves. @param ttlMs More than 0; without it the record stays. */
  set(id: string, value: Value, ttlMs?: number): Promise<void>
  delete(id: string): Promise<void>
  /** Removes all of them. */
  clear(): Promise<void>
  /**
   * Every record once, in no order, read in pages.
   *
   * @param onCorrupt Told of each record that can't be read, which is then left out.
   * @throws CorruptRecord at the first one that can't be read, without `onCorrupt`.
   */
  entries(onCorrupt?: (id: string) => void): AsyncIterable<[id: string, value: Value]>
}

/** For `entries`: a record that can't be read is set aside, and must not hide the others. */
export const skipCorrupt = (): void => {}

/** @param quarantineRecord Makes what is thrown for a record that can't be read, once its text is safe. */
export function createCollection<Value>(
  engine: RecordEngine,
  place: CollectionPlace<Value>,
  quarantineRecord: (key: TypedKey<unknown>, error: DecodeError) => Promise<CorruptRecord>,
): Collection<Value> {
  const keyv = createKeyv(engine, place)
  const keyOf = (id: string): TypedKey<Value> => ({ ...place, id })
  // Keyv itself answers for an empty key, as if it were absent.
  const check = (ids: readonly string[]) => checkKeys(ids.map((id) => recordKey(keyOf(id))))

  return {
    async get(id) {
      check([id])
      const found = await keyv.get(id)
      if (found instanceof DecodeError) throw await quarantineRecord(keyOf(id), found)
      return found
    },
    async getMany(ids) {
      check(ids)
      const stored = await keyv.getMany([...ids])
      const values: (Value | undefined)[] = []
      for (const [at, id] of ids.entries()) {
        const found = stored[at]
        if (found instanceof DecodeError) throw await quarantineRecord(keyOf(id), found)
        values.push(found)
      }
      return values
    },
    async set(id, value, ttlMs) {
      check([id])
      // Keyv would take any of these to mean that the record stays.
      if (ttlMs !== undefined && !(ttlMs > 0 && ttlMs < Infinity)) throw new RangeError(`ttlMs is ${ttlMs}`)
      await keyv.set(id, value, ttlMs)
    },
    async delete(id) {
      check([id])
      await keyv.delete(id)
    },
    clear: () => keyv.clear(),
    async *entries(onCorrupt) {
      for await (const [id, stored] of keyv.iterator()) {
        const found: Value | DecodeError = stored
        if (!(found instanceof DecodeError)) {
          yield [id, found]
          continue
        }
        const fault = await quarantineRecord(keyOf(id), found)
        if (onCorrupt === undefined) throw fault
        onCorrupt(id)
      }
    },
  }
}

/** A Keyv whose every failure is thrown, and that reads what can't be read as a `DecodeError`, never as absent. */
function createKeyv<Value>(engine: RecordEngine, place: CollectionPlace<Value>): Keyv<Value | DecodeError> {
  const serialization: KeyvSerializationAdapter = {
    stringify: (envelope) => jsonSerializer.stringify(envelope),
    // Keyv's own type lets whoever reads name the type, so it can't be met without a cast.
    parse: <T>(text: string) => ({ value: decode(place.kind, text) }) as T,
  }
  const keyv = new Keyv<Value | DecodeError>({
    store: new EngineKeyvStore(engine, collectionOf(place)),
    serialization,
    // The engine leaves out what has expired. Keyv would delete it, and with it what was written since.
    checkExpired: false,
  })
  // A listener that stays quiet would turn a failed read into "not there" and a failed write into `false`.
  keyv.on('error', (fault: unknown) => {
    throw fault instanceof Error ? fault : new Error(String(fault))
  })
  return keyv
}
