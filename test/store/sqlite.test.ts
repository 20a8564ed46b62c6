import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import { createSqliteEngine } from '../../src/store/engines/sqlite.ts'
import { crowdContract } from '../contracts/crowd-contract.ts'
import { engineContract } from '../contracts/engine-contract.ts'
import { indexContract } from '../contracts/index-contract.ts'
import { rangeContract } from '../contracts/range-contract.ts'
import { snapshotContract } from '../contracts/snapshot-contract.ts'
import { openSqlite } from './open-sqlite.ts'
import { directoryOnDisk } from './temporary-directory.ts'

engineContract('SQLite', openSqlite)
rangeContract('SQLite', openSqlite)
snapshotContract('SQLite', openSqlite)
crowdContract('SQLite', openSqlite)
indexContract('SQLite', openSqlite, 6)

/** Does something to the file with SQLite itself. */
function directly<Result>(path: string, work: (db: DatabaseSync) => Result): Result {
  const db = new DatabaseSync(path)
  try {
    return work(db)
  } finally {
    db.close()
  }
}

const modeOf = async (path: string) => (await stat(path)).mode & 0o777
const onUnix = test.skipIf(process.platform === 'win32')

describe('the embedded file', () => {
  test('waits longer for another process that is writing than one try takes, and writes in order then', async () => {
    await using directory = await directoryOnDisk()
    const path = join(directory.path, 'cruxgrid.db')
    const engine = createSqliteEngine(path)
    await engine.open()
    const other = new DatabaseSync(path)
    other.exec('begin immediate')
    const [key, order] = [{ collection: 'words', id: 'last' }, [] as string[]]
    const write = async (text: string) => {
      await engine.write([{ key, text }])
      order.push(text)
    }
    // The first has been tried once when it is this one's turn again.
    const written = Promise.all(['first', 'second', 'third'].map(write))
    other.exec('commit')
    other.close()
    await written
    expect(order).toEqual(['first', 'second', 'third'])
    expect(await engine.read([key])).toEqual(['third'])
    await engine.close()
  })

  test('has a write-ahead log, says whose it is, and in which layout', async () => {
    await using directory = await directoryOnDisk()
    const path = join(directory.path, 'cruxgrid.db')
    const engine = createSqliteEngine(path)
    await engine.open()
    await engine.close()
    const pragmas = ['journal_mode', 'application_id', 'user_version']
    const found = directly(path, (db) => pragmas.map((name) => db.prepare(`pragma ${name}`).get()))
    expect(found).toEqual([
      { journal_mode: 'wal' },
      { application_id: Buffer.from('Crux').readInt32BE() },
      { user_version: 2 },
    ])
  })

  onUnix('is made together with its directory, for nobody else to read', async () => {
    await using directory = await directoryOnDisk()
    const path = join(directory.path, 'deep', 'data', 'cruxgrid.db')
    const engine = createSqliteEngine(path)
    await engine.open()
    await engine.write([{ key: { collection: 'note', id: '1' }, text: 'secret' }])
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(await modeOf(file)).toBe(0o600)
    expect(await modeOf(join(directory.path, 'deep'))).toBe(0o700)
    expect(await modeOf(join(directory.path, 'deep', 'data'))).toBe(0o700)
    await engine.close()
  })

  onUnix('is closed to others when it was put there open', async () => {
    await using directory = await directoryOnDisk()
    const path = join(directory.path, 'cruxgrid.db')
    const engine = createSqliteEngine(path)
    await engine.open()
    await engine.close()
    await chmod(path, 0o644)
    await engine.open()
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(await modeOf(file)).toBe(0o600)
    await engine.close()
  })

  test('keeps its records over a restart', async () => {
    await using directory = await directoryOnDisk()
    const engine = createSqliteEngine(join(directory.path, 'cruxgrid.db'))
    const key = { collection: 'note', id: '1' }
    await engine.open()
    await engine.write([{ key, text: 'kept' }])
    await engine.close()
    await engine.open()
    expect(await engine.read([key])).toEqual(['kept'])
    await engine.close()
  })

  test('of an older version is marked as this one’s, so that the older one refuses it from then on', async () => {
    await using directory = await directoryOnDisk()
    const path = join(directory.path, 'cruxgrid.db')
    const engine = createSqliteEngine(path)
    await engine.open()
    await engine.close()
    directly(path, (db) => db.exec('pragma user_version = 1'))
    await engine.open()
    await engine.close()
    expect(directly(path, (db) => db.prepare('pragma user_version').get())).toEqual({ user_version: 2 })
  })

  test('is refused when a newer version wrote it', async () => {
    await using directory = await directoryOnDisk()
    const path = join(directory.path, 'cruxgrid.db')
    const engine = createSqliteEngine(path)
    await engine.open()
    await engine.close()
    directly(path, (db) => db.exec('pragma user_version = 3'))
    const opening = engine.open()
    await expect(opening).rejects.toBeInstanceOf(UserError)
    await expect(opening).rejects.toThrow(
      `${path} was written by a newer version of Cruxgrid (layout 3; this version reads up to 2)`,
    )
    await expect(opening).rejects.toThrow('restore a backup')
  })

  test.each([
    ['a database of another program', 'pragma application_id = 252006674'],
    ['a database of nobody in particular', 'create table record (id text)'],
    ['a database with a version of its own', 'pragma user_version = 1'],
  ])('is refused, and left alone, when it is %s', async (_, sql) => {
    await using directory = await directoryOnDisk()
    const path = join(directory.path, 'other.db')
    directly(path, (db) => db.exec(sql))
    const before = await readFile(path)
    const opening = createSqliteEngine(path).open()
    await expect(opening).rejects.toBeInstanceOf(UserError)
    await expect(opening).rejects.toThrow(path)
    expect((await readFile(path)).equals(before)).toBe(true)
  })

  test.each([
    ['short', 'hello'],
    ['long', 'Not a database. '.repeat(1_000)],
  ])('is refused, and left alone, when it is a %s text', async (_, content) => {
    await using directory = await directoryOnDisk()
    const path = join(directory.path, 'notes.txt')
    await writeFile(path, content)
    const opening = createSqliteEngine(path).open()
    await expect(opening).rejects.toBeInstanceOf(UserError)
    await expect(opening).rejects.toThrow(path)
    expect(await readFile(path, 'utf8')).toBe(content)
  })

  test('is refused when it is a directory', async () => {
    await using directory = await directoryOnDisk()
    const opening = createSqliteEngine(directory.path).open()
    await expect(opening).rejects.toBeInstanceOf(UserError)
    await expect(opening).rejects.toThrow(directory.path)
  })
})
