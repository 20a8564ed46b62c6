import { type SQLInputValue, StatementSync } from 'node:sqlite'
import { vi } from 'vitest'

/** A record that SQLite was asked for or given: its collection and id. */
const nameOf = ([collection, id]: readonly SQLInputValue[]) => `${collection} ${id}`

/** The collection, or the beginning of several, that records are read of. */
const rangeOf = ([first]: readonly unknown[]) =>
  typeof first === 'object' && first !== null ? Object.values(first)[0] : first

/** The ids of records that are asked for at once, found or not. */
const idsOf = ([, ids]: readonly unknown[]): readonly string[] => JSON.parse(String(ids))

/** From now on, which records SQLite itself is asked for and given, whoever asks; until it is disposed of. */
export function watchRecords() {
  const asked = { reads: [] as string[], writes: [] as string[] }
  const { get, all, run } = StatementSync.prototype
  const spies = [
    vi.spyOn(StatementSync.prototype, 'get').mockImplementation(function (this: StatementSync, ...args) {
      if (this.sourceSQL.includes('from record')) asked.reads.push(nameOf(args as SQLInputValue[]))
      return Reflect.apply(get, this, args)
    }),
    vi.spyOn(StatementSync.prototype, 'all').mockImplementation(function (this: StatementSync, ...args) {
      const rows = Reflect.apply(all, this, args) as ReturnType<typeof all>
      const ids = this.sourceSQL.includes('json_each')
        ? idsOf(args)
        : rows.map((row) => Object.values(row)[0])
      for (const id of ids) asked.reads.push(`${rangeOf(args)} ${id}`)
      return rows
    }),
    vi.spyOn(StatementSync.prototype, 'run').mockImplementation(function (this: StatementSync, ...args) {
      if (this.sourceSQL.includes('record')) asked.writes.push(nameOf(args as SQLInputValue[]))
      return Reflect.apply(run, this, args)
    }),
  ]
  return {
    asked,
    [Symbol.dispose](): void {
      for (const spy of spies) spy.mockRestore()
    },
  }
}
