import { LRUCache } from 'lru-cache'
import type { SpaceId } from '../../../src/chat/caller.ts'
import type { Logger } from '../../../src/log.ts'

/** A type of block that a workspace may not support yet, and that has a substitute. */
export type NewBlockType = 'card' | 'data_table' | 'table'

const maxRemembered = 5000
const rememberedMs = 86_400_000

/** Remembers for a day which types of blocks workspaces refuse, and logs each of them once. */
export function createRefusedBlocks(now: () => number, log: Logger) {
  const refused = new LRUCache<string, true>({ max: maxRemembered, ttl: rememberedMs, perf: { now } })
  const keyOf = (space: SpaceId, type: NewBlockType) => `${space} ${type}`

  return {
    has: (space: SpaceId, type: NewBlockType): boolean => refused.has(keyOf(space, type)),

    note(space: SpaceId, type: NewBlockType): void {
      if (refused.has(keyOf(space, type))) return
      refused.set(keyOf(space, type), true)
      log.info({ workspace: space, type }, 'a workspace does not support a type of block yet')
    },
  }
}

export type RefusedBlocks = ReturnType<typeof createRefusedBlocks>
