import { expect, test } from 'vitest'
import { withGroup } from '../reading/test-group.ts'
import { rowsOf } from '../store/rows.ts'
import { watchRecords } from '../store/watch-records.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'

const idOf = (answer: unknown) => /p_[a-z0-9]{10}/.exec(JSON.stringify(answer))?.[0] ?? ''

const vote = (table: TestBot, name: string, poll: string, answer = '4') =>
  table.as(name).ask({ command: 'vote', args: { poll, answer } })

/** Until nothing of it goes on any more, boards included. */
async function settle(table: TestBot): Promise<void> {
  await table.quiet()
  table.clock.advance(10_000)
  await table.quiet()
}

test('a vote reads and writes the poll’s head and the ballot, once each', async () => {
  await using table = await startTestBot()
  const poll = idOf(await table.as('Ada').type('poll arXiv:2209.00626'))
  await vote(table, 'Ben', poll)
  await settle(table)
  using records = watchRecords()
  await vote(table, 'Cleo', poll)
  await table.quiet()
  const both = [`poll/${poll} head`, `ballot/${poll}/1 table:cleo`]
  expect(records.asked).toEqual({ reads: both, writes: both })
})

test('votes of the same moment share the head', async () => {
  await using table = await startTestBot()
  const poll = idOf(await table.as('Ada').type('poll arXiv:2209.00626'))
  await vote(table, 'Ben', poll)
  await settle(table)
  using records = watchRecords()
  const people = Array.from({ length: 20 }, (_, i) => `Person${i}`)
  await Promise.all(people.map((name) => vote(table, name, poll)))
  await table.quiet()
  const heads = [`poll/${poll} head`]
  const ballots = people.map((name) => `ballot/${poll}/1 table:${name.toLowerCase()}`)
  const expected = [...heads, ...ballots].toSorted()
  expect({ reads: records.asked.reads.toSorted(), writes: records.asked.writes.toSorted() }).toEqual({
    reads: expected,
    writes: expected,
  })
})

test('a vote in a reading group’s poll reads the group once', async () => {
  const story = await withGroup()
  await using table = story.table
  await story.ada.type('reading add arXiv:2209.00626 why:because it is short')
  await story.goTo('2026-11-25T17:00:00Z')
  const poll = /"poll:(?<id>p_[a-z0-9]{10})"/.exec(rowsOf(table.file).join('\n'))?.groups?.id ?? ''
  await vote(table, 'Ben', poll)
  await settle(table)
  using records = watchRecords()
  await vote(table, 'Cleo', poll)
  await table.quiet()
  const ofGroup = records.asked.reads
    .filter((record) => /^group/.test(record))
    .map((record) => record.split(/[ /]/, 1)[0])
  expect(ofGroup).toEqual(['group-poll', 'group'])
})

test('a poll that a session has made its own is followed from then on', async () => {
  const story = await withGroup()
  await using table = story.table
  const poll = idOf(await table.as('Ben').type('poll arXiv:2209.00626 closes:never'))
  await vote(table, 'Ben', poll)
  await story.ada.type('reading add arXiv:2209.00626 why:because it is short')
  await story.goTo('2026-11-25T17:00:00Z')
  expect(rowsOf(table.file).filter((row) => row.startsWith(`group-poll ${poll}`))).toHaveLength(1)
  await settle(table)
  using records = watchRecords()
  await vote(table, 'Cleo', poll)
  await settle(table)
  expect(records.asked.reads).toContain(`group-poll ${poll}`)
})

test('a process that knows a poll of before hears in the vote that another round was begun', async () => {
  await using first = await startTestBot()
  const poll = idOf(await first.as('Ada').type('poll arXiv:2209.00626'))
  await vote(first, 'Ben', poll, '0')
  await using second = await startTestBot({ database: first.file })
  await second.as('Ada').ask({ command: 'close', args: { paper: poll } })
  await second.as('Ada').ask({ command: 'revote', args: { paper: poll } })
  expect(wordsOf(await vote(first, 'Ben', poll, '8'))).toContain('[What moved you?]')
})

test('a process that knows a poll of before hears that it was sealed, and that it was deleted', async () => {
  await using first = await startTestBot()
  const poll = idOf(await first.as('Ada').type('poll arXiv:2209.00626 anonymous'))
  await vote(first, 'Ben', poll)
  await using second = await startTestBot({ database: first.file })
  await second.as('Ada').ask({ command: 'close', args: { paper: poll } })
  await second.as('Ada').ask({ command: 'seal', args: { paper: poll, sure: 'yes' } })
  expect(wordsOf(await vote(first, 'Ben', poll))).toContain('Not counted: round 1 is closed.')
  const other = idOf(await first.as('Ada').type('poll arXiv:2310.06942'))
  await vote(first, 'Ben', other)
  await second.as('Ada').ask({ command: 'delete', args: { paper: other, sure: 'yes' } })
  expect(wordsOf(await vote(first, 'Ben', other))).toContain("I can't find that.")
})
