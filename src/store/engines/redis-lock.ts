import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { RedisConnection } from './redis-connection.ts'
import { lockKey } from './redis-keys.ts'
import { unlocking } from './redis-scripts.ts'
import { StorageError } from './storage-error.ts'

/** Longer than synchronous work on a small file takes. */
const leaseMs = 10_000
const maxWaitMs = 30_000
const pauseMs = 20

/**
 * Runs synchronous work under a lock with an end: a process that is stopped keeps nobody out for ever. Work that would begin
 * in the second half of its time isn't begun.
 */
export async function runLocked<Result>({ send, run }: RedisConnection, work: () => Result): Promise<Result> {
  const mine = randomUUID()
  const endsAt = performance.now() + maxWaitMs
  while (performance.now() < endsAt) {
    const askedAt = performance.now()
    const taken = await send(['SET', lockKey, mine, 'NX', 'PX', String(leaseMs)], 'unknown')
    const isMine = taken === 'OK'
    try {
      if (isMine && performance.now() - askedAt < leaseMs / 2) return work()
    } finally {
      if (isMine) await run(unlocking, [lockKey], [mine])
    }
    await setTimeout(Math.random() * pauseMs)
  }
  throw new StorageError('others keep the lock', 'unchanged')
}
