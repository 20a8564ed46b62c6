import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { onTestBot } from '../reading/test-group.ts'
import { seeded } from '../seeded.ts'
import { startTestBot, wordsOf } from '../test-bot.ts'
import { until } from '../until.ts'
import { temporaryDirectory } from './temporary-directory.ts'

/** Stands in what is erased, and must stand in no file afterwards: no record, no free page, no log. */
const marker = 'Zq7Erased'

async function withReason() {
  const directory = await temporaryDirectory()
  const table = await startTestBot({ database: join(directory.path, 'x.db') })
  const [ada, ben] = [table.as('Ada'), table.as('Ben')]
  await ada.type('poll arXiv:2204.05862')
  const poll = /p_[a-z0-9]{10}/.exec(JSON.stringify(table.last().views))?.[0] ?? ''
  // Long enough for pages of its own.
  const why = `${marker} `.repeat(40).trim()
  await ben.ask({ command: 'cast', args: { poll, approach: '2', case: '2', why } })
  const filesWithIt = async () => {
    const names = await readdir(directory.path)
    const files = await Promise.all(names.map((name) => readFile(join(directory.path, name))))
    return names.filter((_, i) => files[i]?.includes(marker))
  }
  expect(await filesWithIt()).not.toEqual([])
  return {
    table,
    ada,
    ben,
    poll,
    database: join(directory.path, 'x.db'),
    filesWithIt,
    async [Symbol.asyncDispose]() {
      await table[Symbol.asyncDispose]()
      await directory[Symbol.asyncDispose]()
    },
  }
}

test('a withdrawn reason is in no file of the database', async () => {
  await using chat = await withReason()
  await chat.ben.ask({ command: 'withdraw', args: { poll: chat.poll } })
  await until(async () => (await chat.filesWithIt()).length === 0)
})

test('nor is one that another has replaced, or that went with its vote', async () => {
  await using chat = await withReason()
  const args = { poll: chat.poll, approach: '2', case: '2' }
  const why = `${marker} `.repeat(40).trim()
  const changes = [
    { command: 'cast', args: { ...args, why: 'other words' } },
    { command: 'remark', args: { poll: chat.poll, why: 'other words' } },
    { command: 'vote', args: { poll: chat.poll, answer: '0' } },
  ]
  for (const change of changes) {
    await chat.ben.ask({ command: 'cast', args: { ...args, why } })
    expect(await chat.filesWithIt()).not.toEqual([])
    await chat.ben.ask(change)
    await until(async () => (await chat.filesWithIt()).length === 0)
  }
})

test('nor is a note of a poll or of a session that was changed', async () => {
  await using chat = await withReason()
  const { table, ada, ben, poll, filesWithIt } = chat
  await ben.ask({ command: 'withdraw', args: { poll } })
  const note = `${marker} `.repeat(20).trim()
  for (const change of [{ note: 'other words' }, {}]) {
    await ada.ask({ command: 'amend', args: { poll, title: 'A paper', note } })
    expect(await filesWithIt()).not.toEqual([])
    await ada.ask({ command: 'amend', args: { poll, title: 'A paper', ...change } })
    await until(async () => (await filesWithIt()).length === 0)
  }

  const group = onTestBot(table)
  const mona = table.as('Mona', 'manager')
  await mona.press(await mona.type('reading schedule wed 17:00 UTC'), 'Confirm')
  await mona.type('reading add arXiv:2001.08361 why:other')
  await group.goTo('2026-11-27T18:00:00Z')
  const addNotes = async (notes: string) =>
    mona.submit(await mona.press(group.post('Recap:'), 'Add notes…'), { notes })
  await addNotes(note)
  await table.quiet()
  expect(await filesWithIt()).not.toEqual([])
  await addNotes('other words')
  await until(async () => {
    await table.quiet()
    table.clock.advance(1000)
    return (await filesWithIt()).length === 0
  })
})

test('a vote without words leaves the log as it is', async () => {
  await using chat = await withReason()
  const { ada, poll, filesWithIt, table } = chat
  for (const answer of ['0', '1', 'unsure']) await ada.ask({ command: 'vote', args: { poll, answer } })
  await table.quiet()
  expect(await filesWithIt()).toContain('x.db-wal')
})

test('nor is one that a manager removed', async () => {
  await using chat = await withReason()
  const args = { paper: chat.poll, reason: marker, sure: 'yes' }
  await chat.table.as('Mona', 'manager').ask({ command: 'remove-reason', args })
  await until(async () => (await chat.filesWithIt()).length === 0)
})

test('nor is one of a deleted poll', async () => {
  await using chat = await withReason()
  await chat.ada.ask({ command: 'delete', args: { paper: chat.poll, sure: 'yes' } })
  await until(async () => {
    await chat.table.quiet()
    chat.table.clock.advance(1000)
    return (await chat.filesWithIt()).length === 0
  })
})

test('nor one of somebody who was forgotten, when they are told that it is done', async () => {
  await using chat = await withReason()
  const told = wordsOf(await chat.ben.ask({ command: 'forget-me', args: { sure: 'yes' } }))
  expect(told).toContain('Done. Your name is removed from 1 poll')
  expect(await chat.filesWithIt()).toEqual([])
})

test('whoever is forgotten while a backup runs is told so, and the log is cleared when it ends', async () => {
  await using chat = await withReason()
  const backup = new DatabaseSync(chat.database, { timeout: 0 })
  backup.exec('begin; select count(*) from record')
  backup.prepare('select count(*) from record').get()
  const told = wordsOf(await chat.ben.ask({ command: 'forget-me', args: { sure: 'yes' } }))
  expect(told).toContain('A backup is running')
  backup.exec('commit')
  backup.close()
  await until(async () => {
    await chat.table.quiet()
    chat.table.clock.advance(1000)
    return (await chat.filesWithIt()).length === 0
  })
})

/**
 * Writes and removes records until a page of the database holds a copy of what is removed: when SQLite divides a page, what
 * has moved to the other one can stay in the first, in no record and no free page.
 */
function leaveCopy(database: string, label: string): void {
  const random = seeded(7)
  const db = new DatabaseSync(database)
  const put = db.prepare('insert into record (ns, k, v) values (?, ?, ?)')
  for (let attempt = 0; !readFileSync(database).includes(marker); attempt += 1) {
    if (attempt > 2000) throw new Error('No page keeps a copy')
    for (let i = 0; i < 60; i += 1) {
      const text = (i === 30 ? marker : 'x').padEnd(100 + Math.floor(random() * 400), 'y')
      put.run(`odd${Math.floor(random() * 5)}/${label}${attempt}`, `k${i}`, text)
    }
    db.exec("delete from record where ns like 'odd%' and v like 'Zq7%'")
    db.prepare('pragma wal_checkpoint(truncate)').get()
  }
  db.close()
}

test('what a divided page has kept goes with the next erasure, at most once an hour', async () => {
  await using chat = await withReason()
  const { table, ben, poll, database, filesWithIt } = chat
  await ben.ask({ command: 'withdraw', args: { poll } })
  await until(async () => (await filesWithIt()).length === 0)
  leaveCopy(database, 'a')
  expect(await filesWithIt()).toEqual(['x.db'])
  expect(wordsOf(await ben.type('forget-me sure'))).toMatch(/^Done\. (?:[^.\n]*\. ?)+\s+I can't reach /)
  expect(await filesWithIt()).toEqual([])

  leaveCopy(database, 'b')
  expect(wordsOf(await ben.type('forget-me sure'))).toContain('within the next hour')
  expect(await filesWithIt()).toEqual(['x.db'])
  table.clock.advance(3_600_000)
  await until(async () => (await filesWithIt()).length === 0)
})
