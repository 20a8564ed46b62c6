import { DatabaseSync } from 'node:sqlite'
import {
  checkDecision,
  checkKeyPart,
  checkKeys,
  type RecordChange,
  type RecordEngine,
  type RecordKey,
} from './engine.ts'
import { foreignDatabase, layoutTooNew } from './errors.ts'
import { createFile, restrictAccess } from './sqlite-file.ts'
import { createTurns } from './turns.ts'

/** “Crux”; distinguishes our files from those of other programs. */
const applicationId = 0x43727578
/** The version of the table's layout. It is raised by every change that an older program can't read. */
const layout = 1
/** Wait for another process that is writing, during which nothing else is done. */
const busyMs = 1_000
/** `pragma synchronous = full`, as SQLite reports it */
const full = 2
/** SQLITE_NOTADB */
const notADatabase = 26

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
    async clear(collection) {
      checkKeyPart(collection)
      return inTurn(() => connection().clear(collection))
    },
    async collections(prefix) {
      checkKeyPart(prefix)
      return connection().collections(prefix)
    },
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
  const get = db.prepare('select v from record where ns = ? and k = ? and (expires is null or expires > ?)')
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
  const checkpoint = db.prepare('pragma wal_checkpoint(truncate)')
  const sweep = db.prepare(
    'delete from record where (ns, k) in (select ns, k from record where expires <= ? limit ?)',
  )

  return {
    read(keys: readonly RecordKey[]): (string | undefined)[] {
      const now = Date.now()
      return keys.map(({ collection, id }) => {
        const row = get.get(collection, id, now)
        return row && String(row.v)
      })
    },

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

/** @throws UserError if the file is another program's or from a newer version of this one. */
function openDatabase(path: string): DatabaseSync {
  createFile(path)
  const db = new DatabaseSync(path, { timeout: busyMs })
  try {
    prepareLayout(db, path)
    db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on')
    requirePragmas(db)
    restrictAccess(path)
    return db
  } catch (fault) {
    db.close()
    throw fault instanceof Error && 'errcode' in fault && fault.errcode === notADatabase
      ? foreignDatabase(path)
      : fault
  }
}

/** SQLite ignores a pragma that it can't carry out, so the settings that commits and erasures rely on are read back. */
function requirePragmas(db: DatabaseSync): void {
  const journal = db.prepare('pragma journal_mode').get()?.journal_mode
  const synchronous = db.prepare('pragma synchronous').get()?.synchronous
  if (journal !== 'wal' || synchronous !== full)
    throw new Error(`Commits would not be on disk: journal_mode ${journal}, synchronous ${synchronous}.`)
  if (db.prepare('pragma secure_delete').get()?.secure_delete !== 1)
    throw new Error('What is removed would stay in free pages: secure_delete is off.')
}

/** Creates the table in an empty file. It holds the write lock, because another process may be starting too. */
function prepareLayout(db: DatabaseSync, path: string): void {
  // One snapshot: another process that starts now may create the table between two of the statements.
  db.exec('begin')
  const wasPrepared = isPrepared(db, path)
  db.exec('commit')
  if (wasPrepared) return
  db.exec('begin immediate')
  if (!isPrepared(db, path)) {
    db.exec(`
      create table record (
        ns text not null, k text not null, v text not null, expires integer, primary key (ns, k)
      ) strict, without rowid;
      create index record_expires on record (expires) where expires is not null;
      pragma application_id = ${applicationId};
      pragma user_version = ${layout};
    `)
  }
  db.exec('commit')
}

/** Whether the table exists. @throws UserError if the file is another program's or in a newer layout. */
function isPrepared(db: DatabaseSync, path: string): boolean {
  const owner = db.prepare('pragma application_id').get()?.application_id
  const version = Number(db.prepare('pragma user_version').get()?.user_version)
  if (owner === applicationId) {
    if (version > layout) throw layoutTooNew(path, version, layout)
    return true
  }
  const isEmpty = db.prepare('select count(*) as things from sqlite_schema').get()?.things === 0
  if (owner !== 0 || version !== 0 || !isEmpty) throw foreignDatabase(path)
  return false
}
