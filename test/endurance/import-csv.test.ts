import { describe, expect, test } from 'vitest'
import { readCsv, readCsvFile } from '../../src/export/import-csv.ts'
import { growthOf, linear } from '../growth.ts'

const header = 'paper,row,column\n'
const piece = 65_536

/** A file that repeats a text, made piece by piece. */
async function* repeated(start: string, text: string, bytes: number) {
  yield Buffer.from(start)
  const block = Buffer.from(text.repeat(Math.ceil(piece / text.length)))
  for (let sent = 0; sent < bytes; sent += block.length) yield block
}

describe('a CSV file that holds too much', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, i) => `Paper ${i},eng,avg\n`).join('')

  test('loses one paper too many, and keeps the rows of the others', () => {
    expect(readCsv(`${header}${rows(2001)}Paper 7,eng,avg\n`)).toEqual({
      polls: 2000,
      ballots: 2001,
      faults: [{ line: 2002, column: 'paper', code: 'too-many' }],
    })
  })

  test('ends at one row too many', () => {
    const papers = [1, 2, 3, 4, 5, 6].map((paper) =>
      `Paper ${paper},eng,avg\n`.repeat(paper < 6 ? 10_000 : 2),
    )
    expect(readCsv(`${header}${papers.join('')}`)).toEqual({
      polls: 5,
      ballots: 50_000,
      faults: [{ line: 50_002, code: 'too-many' }],
    })
  })

  test('is not read beyond 20 MB', async () => {
    let sent = 0
    async function* endless() {
      for await (const bytes of repeated(header, 'Paper 1,eng,avg\n'.padEnd(1000, ' '), 100_000_000)) {
        sent += bytes.length
        yield bytes
      }
    }
    await expect(readCsvFile(endless(), '2026-12-01')).rejects.toThrow('This file is larger than 20 MB.')
    expect(sent).toBeLessThan(20_000_000 + 2 * piece)
  })

  test.each([
    ['one line', 'x'],
    ['one row of empty cells', ','],
    ['nothing but lines', '\n'],
    ['empty rows', ',\r\n'],
    ['one cell that never ends', '"'],
    ['one cell with a line break after another', '"\n\n'],
    ['NUL', '\0'],
    ['invisible characters', '\u200b'],
  ])('is read to its end: %s', async (_, text) => {
    const { polls, faults } = await readCsvFile(repeated(header, text, 19_000_000), '2026-12-01')
    expect(polls).toEqual([])
    expect(faults.length).toBeLessThan(5)
  })

  test('has the columns that we know among the first thousand', async () => {
    const columns = (count: number) => `${'other,'.repeat(count)}paper,row,column\n`
    const row = (count: number) => `${','.repeat(count)}2312.06942,eng,avg\n`
    expect(readCsv(columns(900) + row(900))).toEqual({ polls: 1, ballots: 1, faults: [] })
    expect(readCsv(columns(50_000) + row(50_000)).faults.map(({ code }) => code)).toEqual(
      Array.from({ length: 3 }, () => 'no-such-column'),
    )
  })
})

test.each([
  ['rows', 'Paper,eng,avg\n'],
  ['quotes', '"'],
  ['pairs of quotes', '"",'],
  ['separators', ','],
  ['one word', 'x'],
  ['spaces', ' '],
  ['lines', '\n'],
])('a CSV file of %s takes time as it is long', (_, text) => {
  const growth = growthOf((size) => `${header}${text.repeat(size)}`, readCsv, 10_000)
  expect(growth).toBeLessThan(linear)
})
