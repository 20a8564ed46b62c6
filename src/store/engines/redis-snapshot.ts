import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { TakeRecords } from './engine.ts'
import { copyInterrupted } from './errors.ts'
import type { RedisConnection } from './redis-connection.ts'
import { changedKey, copyingKey, hashPrefix, keysOf, readField } from './redis-keys.ts'
import type { RedisRecords } from './redis-records.ts'
import { beginningCopy, continuingCopy, readingChanged } from './redis-scripts.ts'
import { takeAll } from './sqlite-snapshot.ts'

const pageSize = 500
/** Collections whose sizes are asked at once. */
const batchSize = 500

const copyKeys = [copyingKey, changedKey]

interface Opened {
  readonly connection: RedisConnection
  readonly records: RedisRecords
}

/**
 * Every record as it was at one moment. The server has no snapshots: while everything is read into a temporary file, its
 * scripts note what changes, and that is read again until nothing is left. What is in the file then is the state of the
 * moment of the last script.
 *
 * @throws UserError if another process starts to read everything.
 */
export async function readAllOf({ connection, records }: Opened, take: TakeRecords): Promise<void> {
  const word = randomUUID()
  const spool = createSpool()
  try {
    await connection.run(beginningCopy, copyKeys, [word], 'unknown')
    const names = await records.collections('')
    for await (const group of groupsOf(connection, names))
      await Promise.all(group.map((name) => readCollection(connection, name, word, spool)))
    for (let isLast = false; !isLast; ) isLast = await readChanges(connection, word, spool)
    await takeAll(spool.db, take)
  } finally {
    spool.db.close()
  }
}

/** Collections to be read at once: most hold few records, and together these fill a page. */
async function* groupsOf(
  { send }: RedisConnection,
  names: readonly string[],
): AsyncGenerator<readonly string[]> {
  let [group, records]: [string[], number] = [[], 0]
  for (let at = 0; at < names.length; at += batchSize) {
    const batch = names.slice(at, at + batchSize)
    const sizes = await Promise.all(batch.map((name) => send(['HLEN', keysOf(name)[0]])))
    for (const [i, name] of batch.entries()) {
      const size = Number(sizes[i])
      if (records + size > pageSize && group.length > 0) {
        yield group
        group = []
        records = 0
      }
      group.push(name)
      records += size
    }
  }
  if (group.length > 0) yield group
}

async function readCollection(
  connection: RedisConnection,
  collection: string,
  word: string,
  spool: Spool,
): Promise<void> {
  const [hash] = keysOf(collection)
  let cursor = '0'
  do {
    const reply = await connection.send(['HSCAN', hash, cursor, 'COUNT', String(pageSize)])
    const [next, found] = reply as [string, readonly string[]]
    spool.store(
      Array.from({ length: found.length / 2 }, (_, i) => ({
        collection,
        id: found[2 * i] ?? '',
        field: found[2 * i + 1] ?? '',
      })),
    )
    await keepTurn(connection, word)
    cursor = next
  } while (cursor !== '0')
}

/** @returns whether everything that has changed is read. @throws UserError if another process has started. */
async function readChanges(connection: RedisConnection, word: string, spool: Spool): Promise<boolean> {
  const args = [word, String(pageSize), hashPrefix]
  const found = (await connection.run(readingChanged, copyKeys, args, 'unknown')) as (string | null)[] | null
  if (found === null) throw copyInterrupted()
  const changed = Array.from({ length: found.length / 2 }, (_, i) => {
    const [collection = '', id = ''] = (found[2 * i] ?? '').split('\0')
    return { collection, id, field: found[2 * i + 1] ?? undefined }
  })
  spool.store(changed)
  return changed.length < pageSize
}

/** @throws UserError if another process has started. */
async function keepTurn({ run }: RedisConnection, word: string): Promise<void> {
  if ((await run(continuingCopy, copyKeys, [word], 'unknown')) !== 1) throw copyInterrupted()
}

interface Field {
  readonly collection: string
  readonly id: string
  /** Absent if the record was removed. */
  readonly field: string | undefined
}

type Spool = ReturnType<typeof createSpool>

/** Records in a temporary file, which the system removes when this process ends, however it ends. */
function createSpool() {
  const db = new DatabaseSync('')
  db.exec(`
    pragma journal_mode = off;
    create table record (
      ns text not null, k text not null, v text not null, expires integer, primary key (ns, k)
    ) strict, without rowid;
  `)
  const put = db.prepare('insert or replace into record (ns, k, v, expires) values (?, ?, ?, ?)')
  const remove = db.prepare('delete from record where ns = ? and k = ?')
  return {
    db,
    store(fields: readonly Field[]): void {
      db.exec('begin')
      for (const { collection, id, field } of fields) {
        if (field === undefined) {
          remove.run(collection, id)
          continue
        }
        const { text, expires } = readField(field)
        put.run(collection, id, text, expires ?? null)
      }
      db.exec('commit')
    },
  }
}
