import { Keyv, type KeyvSerializationAdapter } from 'keyv'
import type { Decoder } from './decoder.ts'
import { checkKeys, type RecordEngine } from './engines/engine.ts'
import { EngineKeyvStore } from './keyv-store.ts'
import { isOrdered } from './ordered.ts'
import type { CorruptRecord } from './quarantine.ts'
import {
  type CollectionPlace,
  collectionOf,
  DecodeError,
  encode,
  recordKey,
  type TypedKey,
} from './record.ts'

/** The records of one kind, for use outside transactions. Every method throws if the database fails. */
export interface Collection<Value> {
  /** @throws CorruptRecord */
  get(id: string): Promise<Value | undefined>
  /** In the order of `ids`. @throws CorruptRecord if one of the records can't be read. */
  getMany(ids: readonly string[]): Promise<(Value | undefined)[]>
  /**
   * Rows with `from` <= id < `to` in the order of their ids, at most `limit`, and fewer only if there are no more; of a kind
   * that is kept in order, whose records can be made again: those that can't be read are left out.
   *
   * @param to To the end of the collection if `undefined`.
   * @throws Error if the kind is not kept in order (`ordered.ts`): not every database could do it.
   */
  range(
    from: string,
    to: string | undefined,
    limit: number,
  ): Promise<readonly (readonly [id: string, value: Value])[]>
  /** On disk when it resolves. @param ttlMs More than 0; without it the record never expires. */
  set(id: string, value: Value, ttlMs?: number): Promise<void>
  delete(id: string): Promise<void>
  /** Removes all records. */
  clear(): Promise<void>
  /**
   * Every record once, in no particular order, read in pages. What is done with each counts: once 10 ms have passed, other
   * work goes on before the next.
   *
   * @param onCorrupt Called for each record that can't be read; the record is skipped.
   * @throws CorruptRecord at the first record that can't be read, if there is no `onCorrupt`.
   */
  entries(onCorrupt?: (id: string) => void): AsyncIterable<[id: string, value: Value]>
}

/** For `entries`: skips records that can't be read, which are in quarantine already. */
export const skipCorrupt = (): void => {}

/** @param quarantineRecord Copies a record that can't be read to the quarantine and returns the error to throw. */
export function createCollection<Value>(
  engine: RecordEngine,
  place: CollectionPlace<Value>,
  decoder: Decoder,
  quarantineRecord: (key: TypedKey<unknown>, error: DecodeError) => Promise<CorruptRecord>,
): Collection<Value> {
  const keyv = createKeyv(engine, place, decoder)
  const keyOf = (id: string): TypedKey<Value> => ({ ...place, id })
  // Keyv itself answers for an empty key, with `undefined`.
  const check = (ids: readonly string[]) => checkKeys(ids.map((id) => recordKey(keyOf(id))))

  return {
    async get(id) {
      check([id])
      const found = await keyv.get(id)
      if (!(found instanceof DecodeError)) return found
      if (place.kind.isDerived) return undefined
      throw await quarantineRecord(keyOf(id), found)
    },
    async getMany(ids) {
      check(ids)
      const stored = await keyv.getMany([...ids])
      const values: (Value | undefined)[] = []
      for (const [at, id] of ids.entries()) {
        const found = stored[at]
        if (!(found instanceof DecodeError)) values.push(found)
        else if (place.kind.isDerived) values.push(undefined)
        else throw await quarantineRecord(keyOf(id), found)
      }
      return values
    },
    async range(from, to, limit) {
      const collection = collectionOf(place)
      if (!isOrdered(collection)) throw new Error(`${collection} is not kept in order.`)
      const found: (readonly [string, Value])[] = []
      let next: string | undefined = from
      while (next !== undefined && found.length < limit) {
        const missing: number = limit - found.length
        const rows = await engine.range(collection, next, to, missing)
        for (const { id, text } of rows) {
          const value = decoder.decode(place.kind, text)
          if (!(value instanceof DecodeError)) found.push([id, value as Value])
        }
        const last = rows.at(-1)
        // The least id that comes after the last.
        next = rows.length < missing || last === undefined ? undefined : `${last.id}\u0001`
      }
      return found
    },
    async set(id, value, ttlMs) {
      check([id])
      // Keyv would treat any of these as no expiry.
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

/** A Keyv that throws every failure, and returns a `DecodeError`, never `undefined`, for a record that can't be read. */
function createKeyv<Value>(
  engine: RecordEngine,
  place: CollectionPlace<Value>,
  decoder: Decoder,
): Keyv<Value | DecodeError> {
  const serialization: KeyvSerializationAdapter = {
    stringify: encode,
    // Keyv's type lets each caller choose T, so it needs a cast.
    parse: <T>(text: string) => ({ value: decoder.decode(place.kind, text) }) as T,
  }
  const keyv = new Keyv<Value | DecodeError>({
    store: new EngineKeyvStore(engine, collectionOf(place)),
    serialization,
    // The engine skips expired records. Keyv would delete them, even if they were written again since.
    checkExpired: false,
  })
  // Without a throw here, a failed read would return `undefined` and a failed write `false`.
  keyv.on('error', (fault: unknown) => {
    throw fault instanceof Error ? fault : new Error(String(fault))
  })
  return keyv
}
