import { DatabaseSync } from 'node:sqlite'
import type { StoredRecord, TakeRecords } from './engine.ts'
import { busyMs } from './sqlite-layout.ts'

const pageSize = 500

/** Every record of a database file as it was when the reading began; a connection of its own sees one state of it. */
export async function readAllOf(path: string, take: TakeRecords): Promise<void> {
  const db = new DatabaseSync(path, { readOnly: true, timeout: busyMs })
  try {
    db.exec('begin')
    await takeAll(db, take)
  } finally {
    db.close()
  }
}

/** The records of a table as `readAll` of the engines gives them. */
export async function takeAll(db: DatabaseSync, take: TakeRecords): Promise<void> {
  const total = Number(db.prepare('select count(*) as records from record').get()?.records)
  let page: StoredRecord[] = []
  for (const row of db.prepare('select ns, k, v, expires from record order by ns, k').iterate()) {
    page.push(toRecord(row))
    if (page.length < pageSize) continue
    await take(page, total)
    page = []
  }
  if (page.length > 0) await take(page, total)
}

const toRecord = ({ ns, k, v, expires }: Record<string, unknown>): StoredRecord => ({
  collection: String(ns),
  id: String(k),
  text: String(v),
  ...(typeof expires === 'number' && { expires }),
})
