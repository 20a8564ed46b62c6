import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createCsvRecords } from '../../src/export/import/csv-records.ts'
import { readExport } from '../../src/export/read-export.ts'
import { startTestBot, wordsOf } from '../test-bot.ts'
import { exportAll, importAll } from './importing.ts'

const kept = (name: string) =>
  readFile(join(import.meta.dirname, 'kept', `before-optional-answers.${name}`), 'utf8')
const today = { at: '2026-12-01T12:00:00Z' }

/** Rows of a CSV file by the columns of its header, in an order of their own. */
function rowsOf(csv: string, columns: readonly string[]) {
  const records = createCsvRecords(',')
  const [header = [], ...rows] = [...records.push(csv.replace(/^\ufeff/, '')), ...records.end()].map(
    ({ cells }) => cells,
  )
  return rows.map((row) => columns.map((column) => row[header.indexOf(column)])).toSorted()
}

describe('an export of before ballots had optional answers', () => {
  test('is imported whole, and its polls are exported as they were, and voted in on', async () => {
    const file = await kept('jsonl')
    await using table = await startTestBot(today)
    expect(await importAll(table, file)).toContain('Imported 3 polls.')
    const closed = file.split('\n').filter((line) => line.includes('"state":"closed"'))
    // What a poll asks is said since then: all of it, if the file says nothing.
    const asks = '"ask":["depth","crux","expected","differ"],'
    expect((await exportAll(table)).map((line) => line.replace(asks, ''))).toEqual(closed)

    const mona = table.as('Mona', 'manager')
    await mona.type('revote 2204.05863')
    const [poll = ''] = /p_[a-z0-9]{10}/.exec(JSON.stringify(await mona.type('results 2204.05863'))) ?? []
    const receipt = await mona.ask({ command: 'vote', args: { poll, answer: '8' } })
    expect(wordsOf(await mona.press(receipt, 'Skimmed'))).toContain("You've skimmed it.")
  })

  test('is read by the reports', async () => {
    const read = readExport(await kept('jsonl'))
    expect('polls' in read && read.polls.map(({ rounds }) => rounds.map(({ votes }) => votes))).toEqual([
      [5, 1],
      [6],
      [3],
      [1],
    ])
  })

  test('as CSV is imported whole, and exported with the same rows', async () => {
    const file = await kept('csv')
    await using table = await startTestBot(today)
    expect(await importAll(table, file)).toContain('Imported 2 polls.')
    const again = wordsOf(await table.as('Root', 'admin').type('export csv all'))
    const columns = file.slice(1, file.indexOf('\r\n')).split(',')
    expect(columns).not.toContain('depth')
    expect(rowsOf(again, columns)).toEqual(rowsOf(file, columns))
  })
})
