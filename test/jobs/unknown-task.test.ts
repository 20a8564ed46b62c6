import { expect, test } from 'vitest'
import { jobKey, putJob } from '../../src/store/job-store.ts'
import type { Store } from '../../src/store/store.ts'
import { startTestBot, type TestBot } from '../test-bot.ts'
import { textOf } from '../view-text.ts'

const hourMs = 3_600_000

/** A job as a later version would store it. */
async function storeLater(store: Store, due: number): Promise<void> {
  const job = { id: 'later:1', due, task: { kind: 'later', wish: 'tea' } }
  await store.transact('later', [jobKey(job)], () => ({
    changes: [putJob(job, 'later')],
    result: undefined,
  }))
}

const complaints = ({ logged }: TestBot) => logged.filter((line) => line.includes('no handler'))

async function jobAt({ store }: TestBot, due: number) {
  return store.transact('later', [jobKey({ id: 'later:1', due })], ([job]) => ({ changes: [], result: job }))
}

test('a job of a later version is left where it is, is logged once, and holds up no other job', async () => {
  await using table = await startTestBot()
  const due = table.clock.now() + 60_000
  await storeLater(table.store, due)
  const ada = table.as('Ada', 'admin')
  await ada.type('poll https://arxiv.org/abs/2204.05862 closes:in 2 hours')
  for (let hour = 0; hour < 30; hour += 1) {
    table.clock.advance(hourMs)
    await table.quiet()
  }
  const results = await ada.type('results')
  expect('view' in results && textOf(results.view)).toContain('closed')
  expect(complaints(table)).toHaveLength(1)
  expect(complaints(table)[0]).toContain('later:1')
  expect(await jobAt(table, due)).toMatchObject({ task: { kind: 'later', wish: 'tea' }, tries: 0 })
})

test('it is looked at again at the next start, however long ago it fell due', async () => {
  await using first = await startTestBot()
  const due = first.clock.now() + 60_000
  await storeLater(first.store, due)
  for (let hour = 0; hour < 30; hour += 1) {
    first.clock.advance(hourMs)
    await first.quiet()
  }
  await first.leave()
  await using second = await startTestBot({ database: first.file, at: '2026-12-24T12:00:00Z' })
  await second.quiet()
  expect(complaints(second)).toHaveLength(1)
  expect(await jobAt(second, due)).toBeDefined()
})
