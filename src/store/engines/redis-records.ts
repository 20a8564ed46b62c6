import type { RecordChange, RecordKey } from './engine.ts'
import { lastChanges } from './last-changes.ts'
import type { RedisConnection } from './redis-connection.ts'
import { collectionsKey, collectionsOf, expiresKey, keysOf, textIn, toField } from './redis-keys.ts'
import { clearing, ranging, reading, sweeping, writing } from './redis-scripts.ts'

/** A record as stored. */
export interface Stored {
  readonly key: RecordKey
  /** `null` if the record does not exist. */
  readonly field: string | null
}

interface Row {
  id: string
  text: string
}

export type RedisRecords = ReturnType<typeof createRedisRecords>

/** Operations on stored records, each by one command or script. Expired ones are there until they are swept. */
export function createRedisRecords(
  { send, run }: RedisConnection,
  isOrdered: (collection: string) => boolean,
) {
  const describe = (names: readonly string[]): string[] => [
    String(names.length),
    ...names.flatMap((name) => [name, isOrdered(name) ? '1' : '0']),
  ]

  return {
    /** All of one moment, in the order of `keys`. */
    async readStored(keys: readonly RecordKey[]): Promise<readonly Stored[]> {
      if (keys.length === 0) return []
      const { keys: used, place } = collectionsOf(keys)
      const fields = (await run(reading, used, keys.flatMap(place))) as readonly (string | null)[]
      return keys.map((key, at) => ({ key, field: fields[at] ?? null }))
    },

    /**
     * Writes if records are what is expected of them.
     *
     * @returns the records as they are now: after the changes; or if nothing was written, all that something was expected of.
     */
    async writeIf(
      expected: readonly Stored[],
      changes: readonly RecordChange[],
    ): Promise<{ readonly isWritten: boolean; readonly now: readonly Stored[] }> {
      const { names, keys, place } = collectionsOf([...expected, ...changes].map(({ key }) => key))
      const wanted = expected.flatMap(({ key, field }) => [...place(key), field === null ? '-' : `+${field}`])
      const changed = lastChanges(changes).flatMap((change) => [...place(change.key), ...toArguments(change)])
      const args = [...describe(names), String(expected.length), ...wanted, ...changed]
      const found = (await run(writing, keys, args, 'unknown')) as readonly (string | null)[] | null
      return found === null
        ? { isWritten: true, now: changes.map(toStored) }
        : { isWritten: false, now: expected.map(({ key }, at) => ({ key, field: found[at] ?? null })) }
    },

    async page(collection: string, cursor: string, limit: number) {
      const [hash] = keysOf(collection)
      const reply = await send(['HSCAN', hash, cursor, 'COUNT', String(limit)])
      const [next, found] = reply as [string, readonly string[]]
      return { rows: rowsOf(found), next }
    },

    async range(collection: string, from: string, to: string | undefined, limit: number): Promise<Row[]> {
      const where = [`[${from}`, to === undefined ? '+' : `(${to}`, String(limit), String(Date.now())]
      return rowsOf((await run(ranging, keysOf(collection), where)) as readonly string[])
    },

    async clear(collection: string): Promise<void> {
      const { keys } = collectionsOf([{ collection, id: '' }])
      await run(clearing, keys, [collection], 'unknown')
    },

    async collections(prefix: string): Promise<readonly string[]> {
      // No text has the byte FF, which comes after all others.
      const end = Buffer.concat([Buffer.from(`[${prefix}`), Buffer.of(0xff)])
      return (await send(['ZRANGE', collectionsKey, `[${prefix}`, end, 'BYLEX'])) as readonly string[]
    },

    /** Looks at what expired longest ago. @returns how many there were, and how many of them it removed. */
    async sweep(limit: number): Promise<{ readonly found: number; readonly removed: number }> {
      const now = String(Date.now())
      const command = ['ZRANGE', expiresKey, '-inf', now, 'BYSCORE', 'LIMIT', '0', String(limit)]
      const found = (await send(command)) as readonly string[]
      if (found.length === 0) return { found: 0, removed: 0 }
      const records = found.map((member) => {
        const [collection = '', id = ''] = member.split('\0')
        return { collection, id }
      })
      const { names, keys, place } = collectionsOf(records)
      const args = [...describe(names), now, ...records.flatMap(place)]
      return { found: found.length, removed: Number(await run(sweeping, keys, args, 'unknown')) }
    },
  }
}

const toStored = (change: RecordChange): Stored => ({
  key: change.key,
  field: 'remove' in change ? null : toField(change.text, change.expires),
})

const toArguments = (change: RecordChange): [field: string, expires: string] =>
  'remove' in change ? ['-', ''] : [`+${toField(change.text, change.expires)}`, String(change.expires ?? '')]

/** @param found Ids and fields one after the other. */
function rowsOf(found: readonly string[]): Row[] {
  const now = Date.now()
  const rows: Row[] = []
  for (let at = 0; at < found.length; at += 2) {
    const [id = '', field = ''] = found.slice(at, at + 2)
    const text = textIn(field, now)
    if (text !== undefined) rows.push({ id, text })
  }
  return rows
}
