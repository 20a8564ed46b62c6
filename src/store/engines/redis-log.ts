import { setTimeout } from 'node:timers/promises'
import type { RedisConnection } from './redis-connection.ts'

const maxWaitMs = 10 * 60_000
const pauseMs = 200

/** Rewrites the append-only file without what has been removed; the server goes on meanwhile. */
export async function rewriteLog({ send }: RedisConnection): Promise<void> {
  const endsAt = performance.now() + maxWaitMs
  await send(['BGREWRITEAOF'])
  while (performance.now() < endsAt) {
    const info = String(await send(['INFO', 'persistence']))
    if (!/aof_rewrite_(?:in_progress|scheduled):1/.test(info)) {
      if (info.includes('aof_last_bgrewrite_status:ok')) return
      throw new Error('the server could not rewrite its append-only file')
    }
    await setTimeout(pauseMs)
  }
  throw new Error('the server takes too long to rewrite its append-only file')
}
