import type { DatabaseSync } from 'node:sqlite'
import type { RecordKey } from './engine.ts'

/** Fewer are read one by one. */
const many = 20

/** Reads texts in the order of their keys; those that have expired are absent. */
export function createReader(db: DatabaseSync) {
  const get = db.prepare('select v from record where ns = ? and k = ? and (expires is null or expires > ?)')
  const getMany = db.prepare(
    `select k, v from record
     where ns = ? and k in (select value from json_each(?)) and (expires is null or expires > ?)`,
  )
  getMany.setReturnArrays(true)

  /** Outside a transaction each statement locks the file, which takes longer than to read a record. */
  function readMany(keys: readonly RecordKey[], now: number): (string | undefined)[] {
    const found = new Map<string, ReadonlyMap<string, string>>()
    for (const [collection, ours] of Map.groupBy(keys, ({ collection }) => collection)) {
      const rows = getMany.all(collection, JSON.stringify(ours.map(({ id }) => id)), now)
      found.set(collection, new Map(rows.map((row) => [String(row[0]), String(row[1])])))
    }
    return keys.map(({ collection, id }) => found.get(collection)?.get(id))
  }

  return (keys: readonly RecordKey[]): (string | undefined)[] => {
    const now = Date.now()
    if (keys.length >= many) return readMany(keys, now)
    return keys.map(({ collection, id }) => {
      const row = get.get(collection, id, now)
      return row && String(row.v)
    })
  }
}
