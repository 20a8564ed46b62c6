import { expect, test } from 'vitest'
import { openSharedClock } from '../../src/time/shared-clock.ts'
import { createFakeClock } from '../fake-clock.ts'
import { until } from '../until.ts'

const truth = '2026-11-30T17:00:00.000Z'
const failed = (fault: unknown) => {
  throw fault
}

test('processes whose clocks differ by minutes go by one time, also after one was set', async () => {
  const database = createFakeClock(truth)
  const [ahead, behind] = [createFakeClock('2026-11-30T17:05:00Z'), createFakeClock('2026-11-30T16:53:00Z')]
  const readTime = async () => database.now()
  const opened = await Promise.all(
    [ahead, behind].map((clock) => openSharedClock({ clock, readTime, onFailed: failed })),
  )
  const times = () => opened.map(({ clock }) => new Date(clock.now()).toISOString())
  expect(times()).toEqual([truth, truth])
  ahead.setBack(3_600_000)
  for (const clock of [database, ahead, behind]) clock.advance(60_000)
  await until(() => times()[0] === '2026-11-30T17:01:00.000Z')
  expect(times()[1]).toBe('2026-11-30T17:01:00.000Z')
  await Promise.all(opened.map(({ stop }) => stop()))
})

test('while the time of the database can’t be read, the last difference holds, and it is said', async () => {
  const clock = createFakeClock('2026-11-30T17:05:00Z')
  const faults: unknown[] = []
  let isDown = false
  const shared = await openSharedClock({
    clock,
    async readTime() {
      if (isDown) throw new Error('It is down')
      return clock.now() - 300_000
    },
    onFailed: (fault) => faults.push(fault),
  })
  isDown = true
  await until(() => {
    clock.advance(60_000)
    return faults.length > 0
  })
  expect(clock.now() - shared.clock.now()).toBe(300_000)
  await shared.stop()
  await expect(
    openSharedClock({ clock, readTime: () => Promise.reject(new Error('It is down')), onFailed: failed }),
  ).rejects.toThrow('It is down')
})
