import { expect, test } from 'vitest'
import { createTokenBucket } from '../../adapters/slack/client/token-bucket.ts'
import { createFakeClock } from '../fake-clock.ts'

const size = { burst: 3, intervalMs: 1000 }

test('a bucket gives its burst at once, then a token for each interval, and is never fuller than full', () => {
  const clock = createFakeClock('2026-01-01T00:00:00Z')
  const bucket = createTokenBucket(size, clock)
  expect([1, 2, 3, 4].map(() => bucket.take())).toEqual([0, 0, 0, 1000])
  clock.advance(999)
  expect(bucket.take()).toBe(1)
  clock.advance(1)
  expect([bucket.take(), bucket.take()]).toEqual([0, 1000])
  clock.advance(60_000)
  expect([1, 2, 3, 4].map(() => bucket.take())).toEqual([0, 0, 0, 1000])
})

test('tokens that are spared are there for others', () => {
  const clock = createFakeClock('2026-01-01T00:00:00Z')
  const bucket = createTokenBucket(size, clock)
  expect([bucket.take(2), bucket.take(2)]).toEqual([0, 1000])
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 1000])
})

test('after a clock was set back, nobody waits longer than for a token', () => {
  const clock = createFakeClock('2026-01-01T00:00:00Z')
  const bucket = createTokenBucket(size, clock)
  for (let taken = 0; taken < 3; taken += 1) bucket.take()
  clock.setBack(3_600_000)
  expect(bucket.take()).toBe(1000)
})
