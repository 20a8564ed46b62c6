import { LRUCache } from 'lru-cache'

const maxSeen = 10_000

/** Recognises deliveries that this process has already taken. Both platforms deliver some twice. */
export function createSeenDeliveries() {
  const seen = new LRUCache<string, true>({ max: maxSeen })

  /** Whether the delivery is new. The next time it is not. */
  return function isNew(id: string): boolean {
    if (seen.has(id)) return false
    seen.set(id, true)
    return true
  }
}
