import { LRUCache } from 'lru-cache'
import type { RecordKey } from './engine.ts'
import type { Stored } from './redis-records.ts'

/** Characters of all that is remembered, at most. */
const maxCharacters = 2_000_000

/**
 * The records that were read or written here last, as they were then. Others may have changed them since: what is
 * decided on them counts only if the server finds them unchanged.
 */
export function createLastSeen() {
  const records = new LRUCache<string, Stored>({
    maxSize: maxCharacters,
    sizeCalculation: ({ key, field }) => 100 + key.id.length + (field?.length ?? 0),
  })
  const nameOf = ({ collection, id }: RecordKey): string => `${collection}\0${id}`

  return {
    /** Records as they may be now, as absent where they were never seen; `undefined` if none was seen. */
    guess(keys: readonly RecordKey[]): readonly Stored[] | undefined {
      const seen = keys.map((key) => records.get(nameOf(key)))
      if (seen.every((record) => record === undefined)) return undefined
      return keys.map((key, at) => seen[at] ?? { key, field: null })
    },
    note(stored: readonly Stored[]): void {
      for (const record of stored) records.set(nameOf(record.key), record)
    },
  }
}

export type LastSeen = ReturnType<typeof createLastSeen>
