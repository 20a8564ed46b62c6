import { expect, test } from 'vitest'
import { PollExport } from '../../src/export/poll-json.ts'
import { readExport } from '../../src/export/read-export.ts'
import { ballotsOn, exportWith } from '../cli/exported.ts'
import { startTestBot } from '../test-bot.ts'
import { exportAll, giveFile, importAll, labelsOf } from './importing.ts'

/** What a later version might export: every object has a field that this one doesn't know. */
function withLater(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withLater)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([key, one]) => [key, withLater(one)] as const)
  return { ...Object.fromEntries(fields), fromLater: { v: 9 } }
}

const optional = {
  Ada: { why: 'It works.', depth: 'read', crux: 'If it scaled.', expected: { cell: 0, share: 2 } },
} as const
const known = exportWith([ballotsOn([0, 4, 4, 8], optional), ballotsOn([0, 4, 4, 4])])
const today = { at: '2026-12-01T12:00:00Z' }

const exportedAfter = async (file: string) => {
  await using table = await startTestBot(today)
  expect(await importAll(table, file)).toContain('Imported 1 poll.')
  const lines = await exportAll(table)
  expect(lines).toHaveLength(1)
  return lines
}

test('an export with fields of a later version is imported, and read by reports, as if they were not there', async () => {
  const later = JSON.stringify(withLater(known))
  expect(later.split('fromLater').length).toBeGreaterThan(15)
  expect(await exportedAfter(later)).toEqual(await exportedAfter(JSON.stringify(known)))
  expect(readExport(later)).toEqual(readExport(JSON.stringify(known)))
})

test('a whole export may have fields and kinds of lines of a later version around its polls', async () => {
  const head = { format: 'cruxgrid-export', version: 1, made: '2026-11-30', polls: 1, groups: 1, seasons: 0 }
  const group = { format: 'cruxgrid-group', version: 1, name: 'Readers', sessions: [] }
  const lines = [head, group].map(withLater).concat([known])
  const file = lines.map((line) => JSON.stringify(line)).join('\n')
  expect(await exportedAfter(file)).toEqual(await exportedAfter(JSON.stringify(known)))
})

test('an export of a later version is refused by its version, and nothing is imported', async () => {
  await using table = await startTestBot(today)
  const asked = await giveFile(table, table.as('Root', 'admin'), JSON.stringify({ ...known, version: 2 }))
  expect(JSON.stringify(asked)).toContain('version: ')
  expect(labelsOf(asked)).not.toContain('Import 1 paper')
  expect(await exportAll(table)).toEqual([])
  const read = readExport(JSON.stringify({ ...known, version: 2 }))
  expect('faults' in read && read.faults.join()).toContain('version: ')
})

test('a CSV file with columns of a later version is imported by those that are known', async () => {
  const header = 'paper,mood,row,column,voter,a later one'
  const file = `${header}\n2312.06942,glad,eng,avg,Ada,x\n2312.06942,sad,beh,worst,Ben,y\n`
  const plain = 'paper,row,column,voter\n2312.06942,eng,avg,Ada\n2312.06942,beh,worst,Ben\n'
  const placedBy = async (csv: string) =>
    (await exportedAfter(csv)).flatMap((line) =>
      PollExport.parse(JSON.parse(line)).rounds.flatMap(({ ballots }) =>
        ballots.map(({ voter, ...ballot }) => JSON.stringify([voter.name, ballot])).toSorted(),
      ),
    )
  expect(await placedBy(file)).toHaveLength(2)
  expect(await placedBy(file)).toEqual(await placedBy(plain))
})
