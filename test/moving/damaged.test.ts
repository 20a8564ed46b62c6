import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { chmod, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import type { RecordChange } from '../../src/store/engines/engine.ts'
import { createSqliteEngine } from '../../src/store/engines/sqlite.ts'
import { openStore } from '../../src/store/store.ts'
import { rowsOf } from '../store/rows.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { backUp, move, restore } from './tools.ts'

/** A database of a thousand records. */
async function withDatabase() {
  const directory = await temporaryDirectory()
  const path = (name: string) => join(directory.path, name)
  const engine = createSqliteEngine(path('a.db'))
  await engine.open()
  const changes = Array.from(
    { length: 1000 },
    (_, i): RecordChange => ({
      key: { collection: `note/${i % 10}`, id: `n${i}` },
      text: JSON.stringify({ value: { v: 1, text: `word ${i} `.repeat(10) } }),
    }),
  )
  await engine.write(changes)
  await engine.close()
  return {
    path,
    url: (name: string) => `sqlite:${path(name)}`,
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  }
}

const cutInMiddle = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2))

function withChangedByte(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes)
  const at = Math.floor(bytes.length / 2)
  changed.writeUInt8((changed[at] ?? 0) ^ 0x55, at)
  return changed
}

const changeText = (change: (text: string) => string) => (bytes: Buffer) => Buffer.from(change(String(bytes)))

describe('a backup file is refused, by its path and with what to do,', () => {
  test.each<[string, string, (bytes: Buffer) => Buffer, string]>([
    ['that is empty', 'jsonl', () => Buffer.of(), 'is empty. Use another backup.'],
    ['that is a short text', 'jsonl', () => Buffer.from('hello'), 'is not a Cruxgrid backup.'],
    ['that is another program’s', 'jsonl', () => Buffer.from('{"a":1}\n{}\n'), 'is not a Cruxgrid backup.'],
    ['that is bytes', 'zst', () => Buffer.alloc(9000, 7), 'is not a Cruxgrid backup.'],
    [
      'of a newer version',
      'jsonl',
      changeText((text) => text.replace('"version":2', '"version":3')),
      'was made by a newer version of Cruxgrid (format 3; this version reads up to 2).',
    ],
    ['cut within a line', 'jsonl', cutInMiddle, 'is damaged: it ends in the middle.'],
    [
      'cut at the end of a line',
      'jsonl',
      changeText((text) => text.slice(0, text.indexOf('{"records"'))),
      'is damaged: it ends in the middle.',
    ],
    [
      'cut after its first line',
      'jsonl',
      changeText((text) => text.slice(0, text.indexOf('\n') + 1)),
      'is damaged: it ends in the middle.',
    ],
    ['cut where it is gzip', 'gz', cutInMiddle, 'is damaged: it ends in the middle.'],
    ['cut where it is zstd', 'zst', cutInMiddle, 'is damaged: it '],
    ['with another letter', 'jsonl', changeText((text) => text.replace('word 7', 'Word 7')), 'its checksum'],
    [
      'without one of its lines',
      'jsonl',
      changeText((text) => text.replace(/\{"collection":"note\/5".*\n/, '')),
      'its checksum',
    ],
    ['with a changed byte where it is gzip', 'gz', withChangedByte, 'is damaged: it '],
    ['with a changed byte where it is zstd', 'zst', withChangedByte, 'is damaged: it '],
    [
      'with a line that is no record',
      'jsonl',
      changeText((text) => text.replace(/\n\{.*\n/, '\n{"collection":1}\n')),
      "is damaged: it can't be read in line 2.",
    ],
    ['that goes on', 'jsonl', changeText((text) => `${text}{}\n`), 'is damaged: it goes on after its end.'],
  ])('%s', async (_, ending, damage, words) => {
    await using chat = await withDatabase()
    const file = chat.path(`x.${ending}`)
    await backUp(chat.url('a.db'), file)
    writeFileSync(file, damage(readFileSync(file)))
    const { code, out, err } = await restore(chat.url('b.db'), file)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(file)
    expect(err).toContain(words)
    expect(err).toMatch(/Nothing was restored\.$/)
    expect(existsSync(chat.path('b.db'))).toBe(false)
  })

  test('that is a database, with the command that copies it', async () => {
    await using chat = await withDatabase()
    const { err } = await restore(chat.url('b.db'), chat.path('a.db'))
    expect(err).toContain(`The file ${chat.path('a.db')} is a database, not a backup.`)
    expect(err).toContain(`npm run move -- sqlite:${chat.path('a.db')} `)
  })

  test('that is missing, or a folder', async () => {
    await using chat = await withDatabase()
    mkdirSync(chat.path('folder'))
    for (const [name, why] of [
      ['none', 'no such file or directory'],
      ['folder', 'illegal operation on a directory'],
    ] as const)
      expect((await restore(chat.url('b.db'), chat.path(name))).err).toBe(
        `I can't read the backup ${chat.path(name)} (${why}). Check its name and its permissions. Nothing was restored.`,
      )
  })

  test.skipIf(process.getuid?.() === 0)('that this user may not read', async () => {
    await using chat = await withDatabase()
    await backUp(chat.url('a.db'), chat.path('x.jsonl'))
    await chmod(chat.path('x.jsonl'), 0)
    expect((await restore(chat.url('b.db'), chat.path('x.jsonl'))).err).toContain('(permission denied)')
  })
})

test.each([
  ['zst', 'gz', (bytes: Buffer) => gzipSync(zstdDecompressSync(bytes))],
  ['gz', 'zst', (bytes: Buffer) => zstdCompressSync(gunzipSync(bytes))],
  ['jsonl', 'zst', (bytes: Buffer) => zstdCompressSync(bytes)],
])('a backup that is called .%s and packed as .%s is read', async (ending, _, repack) => {
  await using chat = await withDatabase()
  const file = chat.path(`x.${ending}`)
  await backUp(chat.url('a.db'), file)
  writeFileSync(file, repack(readFileSync(file)))
  expect(await restore(chat.url('b.db'), file)).toMatchObject({ code: 0 })
  expect(rowsOf(chat.path('b.db')).filter((row) => row.startsWith('note/'))).toEqual(
    rowsOf(chat.path('a.db')),
  )
})

describe('a backup that can’t be written is refused, and leaves nothing:', () => {
  test('its name is taken, or that of a database', async () => {
    await using chat = await withDatabase()
    writeFileSync(chat.path('x.jsonl'), 'mine')
    expect((await backUp(chat.url('a.db'), chat.path('x.jsonl'))).err).toContain('already exists')
    expect(readFileSync(chat.path('x.jsonl'), 'utf8')).toBe('mine')
    const { err } = await backUp(chat.url('a.db'), chat.path('copy.db'))
    expect(err).toContain(`${chat.path('copy.db')} is the name of a database`)
    expect(existsSync(chat.path('copy.db'))).toBe(false)
  })

  test('there is no such folder and none can be made', async () => {
    await using chat = await withDatabase()
    const file = chat.path('a.db/x.jsonl')
    expect((await backUp(chat.url('a.db'), file)).err).toContain(`I can't write the backup ${file} (`)
  })

  test.skipIf(!existsSync('/dev/full')).each(['jsonl', 'jsonl.zst'])(
    'the disk is full, as .%s',
    async (ending) => {
      await using chat = await withDatabase()
      const file = chat.path(`x.${ending}`)
      symlinkSync('/dev/full', `${file}.part`)
      const { code, err } = await backUp(chat.url('a.db'), file)
      expect({ code, err: err.split('\n').at(-1) }).toEqual({
        code: 1,
        err: `I can't write the backup ${file} (no space left on device). Choose another place, or make room in this one. No backup was made.`,
      })
      expect((await readdir(chat.path('.'))).filter((name) => name.startsWith('x.'))).toEqual([])
    },
  )
})

/** Writes bytes over the middle of a file. */
function overwriteMiddle(path: string): void {
  const bytes = readFileSync(path)
  bytes.fill(0xa5, 4096 * 5, 4096 * 9)
  writeFileSync(path, bytes)
}

describe('a database file is refused, by its path and with what to do,', () => {
  test.each([
    ['cut in the middle', (path: string) => writeFileSync(path, cutInMiddle(readFileSync(path)))],
    ['with pages that something else has written over', overwriteMiddle],
  ])('%s: at the start, and by backup and move', async (_, damage) => {
    await using chat = await withDatabase()
    damage(chat.path('a.db'))
    const words = `The database file ${chat.path('a.db')} is damaged. Move it away, with the files beside it that end in -wal and -shm. Then get a backup back with npm run restore -- <file>.`
    const opening = openStore(chat.url('a.db'))
    await expect(opening).rejects.toBeInstanceOf(UserError)
    await expect(opening).rejects.toThrow(words)
    expect((await backUp(chat.url('a.db'), chat.path('x.jsonl'))).err).toBe(words)
    expect((await move(chat.url('a.db'), chat.url('b.db'))).err).toBe(words)
    expect(existsSync(chat.path('x.jsonl'))).toBe(false)
  })

  test('into which something is restored that already has records', async () => {
    await using chat = await withDatabase()
    await backUp(chat.url('a.db'), chat.path('x.jsonl'))
    const before = rowsOf(chat.path('a.db'))
    const { err } = await restore(chat.url('a.db'), chat.path('x.jsonl'))
    expect(err.split('\n').at(-1)).toBe(
      `The database ${chat.path('a.db')} already has records. Move it away, with the files beside it that end in -wal and -shm, or give another name. Nothing was changed.`,
    )
    expect(rowsOf(chat.path('a.db'))).toEqual(before)
  })
})

describe('a key file is refused at the start, by its path and with what to do,', () => {
  test.each([
    ['that is empty', ''],
    ['that is cut', '{"v":1,"keys":{"p_0123456789":"abc'],
    ['of a newer version', '{"v":2,"keys":{}}'],
    ['that is bytes', '\u0000\u0001'],
  ])('%s', async (_, content) => {
    await using chat = await withDatabase()
    writeFileSync(chat.path('a.keys'), content, { mode: 0o600 })
    await expect(openStore(chat.url('a.db'))).rejects.toThrow(
      `The key file ${chat.path('a.keys')} can't be read: it is damaged, or another program's. Put back the copy`,
    )
  })

  test('that is a folder', async () => {
    await using chat = await withDatabase()
    mkdirSync(chat.path('a.keys'), { mode: 0o700 })
    const opening = openStore(chat.url('a.db'))
    await expect(opening).rejects.toBeInstanceOf(UserError)
    await expect(opening).rejects.toThrow(`I can't read the key file ${chat.path('a.keys')} (`)
  })
})
