import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { databaseDamaged, foreignDatabase, layoutTooNew } from './errors.ts'
import { explainFault } from './sqlite-fault.ts'
import { createFile, restrictAccess } from './sqlite-file.ts'

/** “Crux”; distinguishes our files from those of other programs. */
const applicationId = 0x43727578
/** The version of the table's layout. It is raised by every change that an older program can't read: 2 has votes with a depth, a crux and a guess. */
const layout = 2
/** Wait for another process that is writing, during which nothing else is done. */
export const busyMs = 1_000
/** `pragma synchronous = full`, as SQLite reports it */
const full = 2
/** Looking through a file takes about 2 ms per MB, so a large one is not looked through at every start. */
const maxCheckedBytes = 64 * 1024 * 1024

/** @throws UserError if the file is damaged, another program's, or from a newer version of this one, or can't be written. */
export function openDatabase(path: string): DatabaseSync {
  createFile(path)
  const db = new DatabaseSync(path, { timeout: busyMs })
  try {
    prepareLayout(db, path)
    if (statSync(path).size <= maxCheckedBytes) requireSound(db, path)
    db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on')
    requirePragmas(db)
    restrictAccess(path)
    return db
  } catch (fault) {
    db.close()
    throw explainFault(fault, path) ?? fault
  }
}

/** Looks through the pages of the file. @throws UserError if one is damaged. */
function requireSound(db: DatabaseSync, path: string): void {
  if (db.prepare('pragma quick_check(1)').get()?.quick_check !== 'ok') throw databaseDamaged(path)
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

/** Creates the table in an empty file, and marks one of an older layout. It holds the write lock, because another process may be starting too. */
function prepareLayout(db: DatabaseSync, path: string): void {
  // One snapshot: another process that starts now may create the table between two of the statements.
  db.exec('begin')
  const isCurrent = isPrepared(db, path) && versionOf(db) === layout
  db.exec('commit')
  if (isCurrent) return
  db.exec('begin immediate')
  if (!isPrepared(db, path)) {
    db.exec(`
      create table record (
        ns text not null, k text not null, v text not null, expires integer, primary key (ns, k)
      ) strict, without rowid;
      create index record_expires on record (expires) where expires is not null;
      pragma application_id = ${applicationId};
    `)
  }
  db.exec(`pragma user_version = ${layout}`)
  db.exec('commit')
}

const versionOf = (db: DatabaseSync): number => Number(db.prepare('pragma user_version').get()?.user_version)

/** Whether the table exists. @throws UserError if the file is another program's or in a newer layout. */
function isPrepared(db: DatabaseSync, path: string): boolean {
  const owner = db.prepare('pragma application_id').get()?.application_id
  const version = versionOf(db)
  if (owner === applicationId) {
    if (version > layout) throw layoutTooNew(`file ${path}`, version, layout)
    return true
  }
  const isEmpty = db.prepare('select count(*) as things from sqlite_schema').get()?.things === 0
  if (owner !== 0 || version !== 0 || !isEmpty) throw foreignDatabase(path)
  return false
}
