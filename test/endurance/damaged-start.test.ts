import { spawnSync } from 'node:child_process'
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSqliteEngine } from '../../src/store/engines/sqlite.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

const root = join(import.meta.dirname, '../..')

/** Starts the program with a database, which it refuses. */
function startWith(database: string) {
  const { status, stderr } = spawnSync(process.execPath, ['adapters/start.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: `sqlite:${database}`, PORT: '0', LOG_LEVEL: 'silent' },
  })
  return { status, stderr }
}

test('a database that is too large to be looked through is named when the start comes upon its damage', async () => {
  await using directory = await temporaryDirectory()
  const path = join(directory.path, 'a.db')
  const engine = createSqliteEngine(path)
  await engine.open()
  await engine.write([
    { key: { collection: 'note', id: 'long' }, text: 'x'.repeat(68 * 1024 * 1024) },
    ...Array.from({ length: 500 }, (_, i) => ({
      key: { collection: `group-spaces/${i}`, id: 'a' },
      text: 'x'.repeat(300),
    })),
  ])
  await engine.close()
  // The second page is the root of all records.
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, 4096)
  closeSync(file)
  expect(startWith(path)).toEqual({
    status: 1,
    stderr: `The database file ${path} is damaged.\nMove it away, with the files beside it that end in -wal and -shm. Then get a backup back with npm run restore -- <file>.\n`,
  })
})
