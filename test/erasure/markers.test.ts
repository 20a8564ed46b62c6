import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { wordsOf } from '../test-bot.ts'
import { everywhere, markers, words } from './everywhere.ts'

test('what a person has left anywhere is in my-data, and nowhere once they are forgotten', async () => {
  await using chat = await everywhere()
  expect(chat.messages().length).toBeGreaterThan(5)
  const data = JSON.stringify(await chat.mark.type('my-data'))
  for (const text of ['why', 'note', 'moved', 'nominated', 'noted', 'again'])
    expect(data).toContain(`${words} ${text}`)
  expect(data).toContain('managed')
  await chat.mark.type('forget-me sure votes words')
  for (let turn = 0; turn < 30 && chat.messages().length > 0; turn += 1) {
    await chat.table.quiet()
    chat.table.clock.advance(2000)
  }
  expect(chat.messages()).toEqual([])
  expect(await chat.files()).toEqual([])
  // Nor in a backup that is made afterwards, in what managers export, or in their own file.
  const db = new DatabaseSync(join(chat.directory.path, 'x.db'))
  db.exec(`vacuum into '${join(chat.directory.path, 'backup.db')}'`)
  db.close()
  expect(await chat.files()).toEqual([])
  for (const asked of [chat.ada.type('export json all'), chat.ada.type('export csv all')])
    expect(JSON.stringify(await asked)).not.toMatch(markers)
  const { polls, groups } = JSON.parse(wordsOf(await chat.mark.type('my-data')))
  expect({ polls, groups }).toEqual({ polls: [], groups: [] })
  // And at no level of the log, before or after.
  expect(chat.table.logged.length).toBeGreaterThan(0)
  expect(chat.table.logged.filter((line) => line.match(markers))).toEqual([])
})
