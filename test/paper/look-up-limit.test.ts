import { expect, test } from 'vitest'
import { wordsOf } from '../test-bot.ts'
import { openTable } from './look-ups.ts'

const hour = 3_600_000

test('thirty papers of a person are looked up in an hour; what else they open has the title that was typed', async () => {
  const { table, asked, open } = await openTable()
  await using _ = table
  await open('Ada', 31)
  expect(asked).toHaveLength(30)
  const why = 'why:everyone cites it'
  expect(wordsOf(await table.as('Ada', 'manager').type(`reading add A nominated paper ${why}`))).toContain(
    'to the list and counted your vote',
  )
  await table.quiet()
  expect(asked).toHaveLength(30)
  await open('Ben', 1)
  expect(asked).toHaveLength(31)
  table.clock.advance(hour)
  await open('Ada', 1)
  expect(asked).toHaveLength(32)
})

test('with LIMITS=off all are', async () => {
  const { table, asked, open } = await openTable('off')
  await using _ = table
  await open('Ada', 40)
  expect(asked).toHaveLength(40)
})
