import { expect, test } from 'vitest'
import type { PaperId } from '../../src/paper/paper.ts'
import { startTestBot, wordsOf } from '../test-bot.ts'
import { offlinePapers } from './offline.ts'

const hour = 3_600_000

let papers = 0

/** A table whose papers are looked up by nobody, and the ids that were to be. */
async function openTable(limits: 'on' | 'off' = 'on') {
  const asked: PaperId[] = []
  const table = await startTestBot({
    limits,
    papersFor: (store) => ({
      ...offlinePapers(store),
      async find(id) {
        asked.push(id)
        return { kind: 'unknown' }
      },
    }),
  })
  /** Opens that many polls, each on a paper of its own. */
  async function open(name: string, times: number, channel = 'main'): Promise<void> {
    for (let i = 0; i < times; i++) {
      papers += 1
      const said = wordsOf(await table.as(name, 'manager', { channel }).type(`poll Paper number ${papers}`))
      expect(said).toContain(`Paper number ${papers}`)
    }
    await table.quiet()
  }
  return { table, asked, open }
}

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

test('three hundred are looked up in a space', async () => {
  const { table, asked, open } = await openTable()
  await using _ = table
  for (let i = 0; i < 10; i++) await open(`Reader${i}`, 30, `c${i}`)
  expect(asked).toHaveLength(300)
  await open('Ada', 1)
  expect(asked).toHaveLength(300)
})

test('with LIMITS=off all are', async () => {
  const { table, asked, open } = await openTable('off')
  await using _ = table
  await open('Ada', 40)
  expect(asked).toHaveLength(40)
})
