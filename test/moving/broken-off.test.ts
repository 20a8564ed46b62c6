import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import type { RecordChange } from '../../src/store/engines/engine.ts'
import { createSqliteEngine } from '../../src/store/engines/sqlite.ts'
import { openStore } from '../../src/store/store.ts'
import { rowsOf } from '../store/rows.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { movePart, restorePart } from './break-off.ts'
import { backUp, move, now, restore } from './tools.ts'

/** A database of 3,000 records, some of which expire, and its backup. */
async function withBackup() {
  const directory = await temporaryDirectory()
  const path = (name: string) => join(directory.path, name)
  const url = (name: string) => `sqlite:${path(name)}`
  const engine = createSqliteEngine(path('a.db'))
  await engine.open()
  const changes = Array.from(
    { length: 3000 },
    (_, i): RecordChange => ({
      key: { collection: `note/${i % 7}`, id: `n${i}` },
      text: `text ${i}`,
      ...(i % 5 === 0 && { expires: now + 1000 }),
    }),
  )
  await engine.write(changes)
  await engine.close()
  await backUp(url('a.db'), path('x.jsonl.zst'))
  return { path, url, [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose]() }
}

const notesIn = (file: string) => rowsOf(file).filter((row) => row.startsWith('note/'))

test('a restore that was broken off goes on where it was, and no program opens a half', async () => {
  await using chat = await withBackup()
  const [file, target] = [chat.path('x.jsonl.zst'), chat.url('b.db')]
  await restorePart(target, file, 0.5)
  expect(notesIn(chat.path('b.db'))).toHaveLength(1500)
  const words = `The database ${chat.path('b.db')} holds only a part of ${file}: copying it did not end. Start the same copy again, and it goes on where it stopped.`
  const opening = openStore(target)
  await expect(opening).rejects.toBeInstanceOf(UserError)
  await expect(opening).rejects.toThrow(words)
  expect((await backUp(target, chat.path('y.jsonl'))).err).toBe(words)
  expect((await move(target, chat.url('c.db'))).err).toBe(words)

  const { code, out } = await restore(target, file)
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('It went on where it had stopped.') })
  expect(notesIn(chat.path('b.db'))).toEqual(notesIn(chat.path('a.db')))
  await (await openStore(target)).close()
})

test('what expired between the two parts is as if it had been restored at once', async () => {
  await using chat = await withBackup()
  await restorePart(chat.url('b.db'), chat.path('x.jsonl.zst'), 0.5)
  expect(await restore(chat.url('b.db'), chat.path('x.jsonl.zst'), now + 2000)).toMatchObject({ code: 0 })
  expect(notesIn(chat.path('b.db'))).toEqual(notesIn(chat.path('a.db')))
  expect(await restore(chat.url('c.db'), chat.path('x.jsonl.zst'), now + 2000)).toMatchObject({ code: 0 })
  expect(notesIn(chat.path('c.db'))).toHaveLength(2400)
})

test('it can be broken off again and again, at its beginning and at its end', async () => {
  await using chat = await withBackup()
  for (const share of [0, 0.2, 0.2, 0.7, 1])
    await restorePart(chat.url('b.db'), chat.path('x.jsonl.zst'), share)
  expect(await restore(chat.url('b.db'), chat.path('x.jsonl.zst'))).toMatchObject({ code: 0 })
  expect(notesIn(chat.path('b.db'))).toEqual(notesIn(chat.path('a.db')))
})

test('another backup is refused where a half is, and nothing is changed', async () => {
  await using chat = await withBackup()
  await restorePart(chat.url('b.db'), chat.path('x.jsonl.zst'), 0.5)
  const db = new DatabaseSync(chat.path('a.db'))
  db.exec("update record set v = 'other' where k = 'n0'")
  db.close()
  await backUp(chat.url('a.db'), chat.path('y.jsonl'))
  const before = rowsOf(chat.path('b.db'))
  const { code, err } = await restore(chat.url('b.db'), chat.path('y.jsonl'))
  expect({ code, err: err.split('\n').at(-1) }).toEqual({
    code: 1,
    err: `The database ${chat.path('b.db')} holds a part of ${chat.path('x.jsonl.zst')}, which was being copied into it. Go on with ${chat.path('x.jsonl.zst')}, or use an empty database. Nothing was changed.`,
  })
  expect(rowsOf(chat.path('b.db'))).toEqual(before)
})

test('a copy into which something else has written is found out', async () => {
  await using chat = await withBackup()
  await restorePart(chat.url('b.db'), chat.path('x.jsonl.zst'), 0.5)
  const db = new DatabaseSync(chat.path('b.db'))
  db.exec("update record set v = 'other' where k = 'n0'")
  db.close()
  const { code, err } = await restore(chat.url('b.db'), chat.path('x.jsonl.zst'))
  expect({ code, err }).toEqual({
    code: 1,
    err: expect.stringContaining(`The database ${chat.path('b.db')} doesn't hold what was copied into it`),
  })
  await expect(openStore(chat.url('b.db'))).rejects.toThrow('holds only a part of')
})

test('a move goes on, or begins again where its source has changed', async () => {
  await using chat = await withBackup()
  await movePart(chat.url('a.db'), chat.url('b.db'), 0.5)
  const went = await move(chat.url('a.db'), chat.url('b.db'))
  expect(went.out).toContain('It went on where it had stopped.')
  expect(rowsOf(chat.path('b.db'))).toEqual(rowsOf(chat.path('a.db')))

  await movePart(chat.url('a.db'), chat.url('c.db'), 0.5)
  const db = new DatabaseSync(chat.path('a.db'))
  db.exec("delete from record where k = 'n14'; update record set v = 'changed' where k = 'n7'")
  db.close()
  const began = await move(chat.url('a.db'), chat.url('c.db'))
  expect(began.out).toContain(
    `It started again from the first record, because ${chat.path('a.db')} had changed since it stopped.`,
  )
  expect(rowsOf(chat.path('c.db'))).toEqual(rowsOf(chat.path('a.db')))
})
