import type { RecordEngine, RecordKey } from '../../src/store/engines/engine.ts'

/** What was asked of the databases of this test: each record read or written, by its collection and id. */
export const asked = { reads: [] as string[], writes: [] as string[] }

export function forgetAsked(): void {
  asked.reads = []
  asked.writes = []
}

const nameOf = ({ collection, id }: RecordKey): string => `${collection} ${id}`

/** The engine, with each record that is read or written through it counted. */
export function countRecords(engine: RecordEngine): RecordEngine {
  return {
    ...engine,
    read(keys) {
      asked.reads.push(...keys.map(nameOf))
      return engine.read(keys)
    },
    write(changes) {
      asked.writes.push(...changes.map(({ key }) => nameOf(key)))
      return engine.write(changes)
    },
    async page(collection, ...where) {
      const page = await engine.page(collection, ...where)
      asked.reads.push(`${collection} a page`, ...page.rows.map(({ id }) => nameOf({ collection, id })))
      return page
    },
    async range(collection, ...where) {
      const rows = await engine.range(collection, ...where)
      asked.reads.push(...rows.map(({ id }) => nameOf({ collection, id })))
      return rows
    },
    transact(scope, keys, decide) {
      asked.reads.push(...keys.map(nameOf))
      return engine.transact(scope, keys, (texts) => {
        const decision = decide(texts)
        asked.writes.push(...decision.changes.map(({ key }) => nameOf(key)))
        return decision
      })
    },
  }
}
