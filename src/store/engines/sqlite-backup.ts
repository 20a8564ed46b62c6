import { existsSync, rmSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import type { RecordChange } from './engine.ts'
import { backupExists, databaseMissing } from './errors.ts'
import { createSqliteEngine } from './sqlite.ts'
import { createFile } from './sqlite-file.ts'

const batchSize = 500

interface Options {
  /** A record that the copy has besides. */
  readonly note: RecordChange
  /** The copy's text of a record, `undefined` to leave it out; without this function the copy is whole. */
  readonly toCopied?: (record: {
    readonly collection: string
    readonly id: string
    readonly text: string
  }) => RecordChange | undefined
}

/**
 * Copies a database to a new file, in the state of one moment, also while a program is using it.
 *
 * @returns the number of records in the copy.
 * @throws UserError if there is no database, the new file exists, or it can't be written.
 */
export async function copyDatabase(
  source: string,
  target: string,
  { note, toCopied }: Options,
): Promise<number> {
  if (!existsSync(source)) throw databaseMissing(source)
  if (existsSync(target)) throw backupExists(target)
  createFile(target)
  const db = new DatabaseSync(source, { readOnly: true })
  const engine = createSqliteEngine(target)
  try {
    if (toCopied === undefined) await backup(db, target)
    await engine.open()
    if (toCopied !== undefined) for (const changes of batchesOf(db, toCopied)) await engine.write(changes)
    await engine.write([note])
  } catch (fault) {
    await engine.close()
    for (const file of [target, `${target}-wal`, `${target}-shm`]) rmSync(file, { force: true })
    throw fault
  } finally {
    db.close()
  }
  await engine.close()
  return countRecords(target)
}

/** The records in batches: one statement sees one state of the database. */
function* batchesOf(
  db: DatabaseSync,
  toCopied: NonNullable<Options['toCopied']>,
): Generator<readonly RecordChange[]> {
  let batch: RecordChange[] = []
  const rows = db.prepare('select ns, k, v from record where expires is null or expires > ?')
  for (const { ns, k, v } of rows.iterate(Date.now())) {
    const change = toCopied({ collection: String(ns), id: String(k), text: String(v) })
    if (change !== undefined) batch.push(change)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  yield batch
}

function countRecords(path: string): number {
  const db = new DatabaseSync(path)
  try {
    return Number(db.prepare('select count(*) as records from record').get()?.records)
  } finally {
    db.close()
  }
}
