import { LRUCache } from 'lru-cache'

const maxSeen = 10_000

/** Recognises deliveries that this process has already received. Both platforms deliver some twice. */
export function createSeenDeliveries() {
  const seen = new LRUCache<string, true>({ max: maxSeen })

  /** Whether a delivery is seen for the first time. */
  return function isNew(id: string): boolean {
    if (seen.has(id)) return false
    seen.set(id, true)
    return true
  }
}
