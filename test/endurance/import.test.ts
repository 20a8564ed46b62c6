import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { readImportFile } from '../../src/export/read-import.ts'
import { exportAll, giveFile, importAll } from '../export/importing.ts'
import { randomExport } from '../export/random-exports.ts'
import { startTestBot, wordsOf } from '../test-bot.ts'

const now = Date.parse('2026-12-01T12:00:00Z')
const piece = 65_536

async function* repeated(start: string, text: string, bytes: number) {
  yield Buffer.from(start)
  const block = Buffer.from(text.repeat(Math.ceil(piece / text.length)))
  for (let sent = 0; sent < bytes; sent += block.length) yield block
}

test('500 random polls are exported as they were imported (seed 500)', async () => {
  await using one = await startTestBot()
  expect(await importAll(one, randomExport(500, 500))).toContain('Imported 500 polls.')
  const lines = await exportAll(one)
  await using other = await startTestBot()
  await importAll(other, lines.join('\n'))
  expect(await exportAll(other)).toEqual(lines)
  expect(lines.length).toBe(500)
})

test('looking at a large file leaves the database as it was, byte for byte', async () => {
  await using table = await startTestBot()
  await table.as('Mona', 'manager').type('poll 2204.05863')
  await table.quiet()
  const bytes = () => Promise.all(['', '-wal'].map((end) => readFile(`${table.file}${end}`)))
  const before = await bytes()
  const asked = await giveFile(table, table.as('Root', 'admin'), randomExport(7, 400))
  expect(wordsOf(asked)).toContain('400 lines: ')
  await table.quiet()
  expect((await bytes()).map((now, i) => now.equals(before[i] as Buffer))).toEqual([true, true])
})

describe('a file of exports that holds too much', () => {
  test('is not read beyond 20 MB', async () => {
    let sent = 0
    async function* endless() {
      for await (const bytes of repeated('', '{"format":"x"}\n', 100_000_000)) {
        sent += bytes.length
        yield bytes
      }
    }
    const read = await readImportFile(endless(), now)
    expect(read.faults.at(-1)).toContain('more than 50,000 lines in one file')
    expect(sent).toBeLessThan(20_000_000)
    await expect(readImportFile(repeated('{', ' ', 100_000_000), now)).rejects.toThrow(
      'This file is larger than 20 MB.',
    )
  })

  test.each([
    ['one line', '{"a":"', 'x', 19_000_000],
    ['NUL', '{"a":', '\0', 19_000_000],
    ['nothing but brackets', '{', '[', 19_000_000],
  ])('is read to its end: %s', async (_, start, text, bytes) => {
    const { polls, faults } = await readImportFile(repeated(start, text, bytes), now)
    expect(polls).toEqual([])
    expect(faults).toEqual(['line 1: too long'])
  })
})

test('other work goes on while a file is read', async () => {
  const [poll = ''] = randomExport(3, 1).split('\n')
  const { rounds, ...rest } = JSON.parse(poll)
  const [round] = rounds
  const ballots = Array.from({ length: 2500 }, (_, i) => ({
    voter: { id: `v_${i}`, name: `Reader ${i}` },
    ...{ kind: 'placement', row: 1, column: 2, why: `Reason ${i} `.repeat(8) },
  }))
  const large = (id: string) =>
    JSON.stringify({
      ...rest,
      poll: { ...rest.poll, id, visibility: 'names' },
      rounds: [{ number: 1, state: 'closed', closedAt: round.closedAt, ballots }],
    })
  const file = Buffer.from(Array.from({ length: 24 }, (_, i) => large(`p_${i}`)).join('\n'))
  let [turns, isDone] = [0, false]
  const others = (async () => {
    while (!isDone) {
      await new Promise((resolve) => setImmediate(resolve))
      turns += 1
    }
  })()
  const read = await readImportFile(
    (async function* () {
      yield file
    })(),
    now,
  )
  isDone = true
  await others
  expect(read.polls.length).toBe(24)
  expect(turns).toBeGreaterThan(24)
})
