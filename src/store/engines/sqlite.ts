import { checkDecision, checkKeyPart, checkKeys, type RecordChange, type RecordEngine } from './engine.ts'
import { busyMs, openDatabase } from './sqlite-layout.ts'
import { createReader } from './sqlite-reader.ts'
import { readAllOf } from './sqlite-snapshot.ts'
import { createTurns } from './turns.ts'

/** Records in one SQLite file, which several processes may share; docs/storage.md section 5. */
export function createSqliteEngine(path: string): RecordEngine {
  let opened: Connection | undefined
  const inTurn = createTurns()

  function connection(): Connection {
    if (opened === undefined) throw new Error(`The database ${path} is not open.`)
    return opened
  }

  return {
    async open() {
      opened ??= connect(path)
    },
    async read(keys) {
      checkKeys(keys)
      return connection().read(keys)
    },
    async write(changes) {
      checkKeys(changes.map(({ key }) => key))
      const { runInTransaction, apply } = connection()
      return inTurn(() => runInTransaction(() => apply(changes)))
    },
    async page(collection, cursor, limit) {
      checkKeyPart(collection)
      return connection().page(collection, cursor, limit)
    },
    async range(collection, ...where) {
      checkKeyPart(collection)
      return connection().range(collection, ...where)
    },
    async clear(collection) {
      checkKeyPart(collection)
      return inTurn(() => connection().clear(collection))
    },
    async collections(prefix) {
      return connection().collections(prefix)
    },
    readAll: (take) => readAllOf(path, take),
    async transact(_scope, keys, decide) {
      checkKeys(keys)
      const { runInTransaction, read, apply } = connection()
      const decided = () => {
        const decision = decide(read(keys))
        checkDecision(keys, decision)
        apply(decision.changes)
        return decision.result
      }
      return inTurn(() => runInTransaction(decided))
    },
    async compact() {
      connection().compact()
    },
    async exclusively(work) {
      return inTurn(() => connection().runInTransaction(work))
    },
    async sweepExpired(limit) {
      return inTurn(() => connection().sweepExpired(limit))
    },
    async clearRemoved() {
      return connection().clearRemoved()
    },
    // A file's processes are on one machine.
    now: async () => Date.now(),
    async close() {
      opened?.close()
      opened = undefined
    },
  }
}

type Connection = ReturnType<typeof connect>

/** An open database with its prepared statements. All functions are synchronous. */
function connect(path: string) {
  const db = openDatabase(path)
  const begin = db.prepare('begin immediate')
  const commit = db.prepare('commit')
  const put = db.prepare(
    `insert into record (ns, k, v, expires) values (?, ?, ?, ?)
     on conflict do update set v = excluded.v, expires = excluded.expires`,
  )
  const remove = db.prepare('delete from record where ns = ? and k = ?')
  const clear = db.prepare('delete from record where ns = ?')
  // A range, so that the rest of the table isn't read: no text has the byte FF, which comes after all others.
  const collections = db.prepare(
    `select distinct ns from record where ns >= :prefix and ns < :prefix || cast(x'ff' as text)`,
  )
  const page = db.prepare(
    'select k, v from record where ns = ? and k > ? and (expires is null or expires > ?) order by k limit ?',
  )
  // Both ends are in the index: with "no end, or before it" the rest of the collection would be read.
  const range = db.prepare(
    `select k, v from record
     where ns = :collection and k >= :from and k < coalesce(:to, cast(x'ff' as text))
       and (expires is null or expires > :now)
     order by k limit :limit`,
  )
  // Half the time of rows with names.
  range.setReturnArrays(true)
  const checkpoint = db.prepare('pragma wal_checkpoint(truncate)')
  const sweep = db.prepare(
    'delete from record where (ns, k) in (select ns, k from record where expires <= ? limit ?)',
  )

  return {
    read: createReader(db),

    apply(changes: readonly RecordChange[]): void {
      for (const change of changes) {
        const { collection, id } = change.key
        if ('remove' in change) remove.run(collection, id)
        else put.run(collection, id, change.text, change.expires ?? null)
      }
    },

    page(collection: string, cursor = '', limit: number) {
      const rows = page
        .all(collection, cursor, Date.now(), limit)
        .map(({ k, v }) => ({ id: String(k), text: String(v) }))
      const last = rows.at(-1)
      return last !== undefined && rows.length === limit ? { rows, cursor: last.id } : { rows }
    },

    range(collection: string, from: string, to: string | undefined, limit: number) {
      return range
        .all({ collection, from, to: to ?? null, limit, now: Date.now() })
        .map((row) => ({ id: String(row[0]), text: String(row[1]) }))
    },

    clear(collection: string): void {
      clear.run(collection)
    },

    collections(prefix: string): string[] {
      return collections.all({ prefix }).map(({ ns }) => String(ns))
    },

    /** Moves the log's pages into the file and empties it. Free pages are overwritten when they become free. */
    clearRemoved(): boolean {
      // Waiting for another connection would block the event loop.
      db.exec('pragma busy_timeout = 0')
      try {
        return checkpoint.get()?.busy === 0
      } finally {
        db.exec(`pragma busy_timeout = ${busyMs}`)
      }
    },

    compact(): void {
      db.exec('vacuum')
      checkpoint.get()
    },

    sweepExpired(limit: number): number {
      return Number(sweep.run(Date.now(), limit).changes)
    },

    runInTransaction<Result>(work: () => Result): Result {
      // Not a plain BEGIN: two transactions that read first and then both write could not wait for each other.
      begin.run()
      try {
        const result = work()
        commit.run()
        return result
      } catch (fault) {
        // A full disk makes SQLite roll back by itself.
        if (db.isTransaction) db.exec('rollback')
        throw fault
      }
    },

    close(): void {
      db.close()
    },
  }
}
