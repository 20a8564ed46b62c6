import { LRUCache } from 'lru-cache'

const foundMs = 60_000
const missingMs = 10_000
const maxPerSpace = 10_000
const maxSpaces = 1000

/**
 * Remembers answers of Discord for 60 s from their request, or 10 s if there is nothing; at most 10,000 per space, least
 * recently used out. Requests for the same answer at the same time are one. A fault is not remembered.
 *
 * @param request Resolves to `undefined` if there is nothing.
 * @param now In ms since 1970.
 */
export function createMemory<Value extends object>(
  request: (space: string, id: string) => Promise<Value | undefined>,
  now: () => number,
) {
  const spaces = new LRUCache<string, LRUCache<string, Value | false>>({ max: maxSpaces })

  const createSpace = (space: string) =>
    new LRUCache<string, Value | false>({
      // With `max`, each space would reserve memory for all its entries at once.
      maxSize: maxPerSpace,
      sizeCalculation: () => 1,
      ttl: foundMs,
      ttlResolution: 0,
      perf: { now },
      async fetchMethod(id, _, { options }) {
        const requestedAt = now()
        const value = (await request(space, id)) ?? false
        const age = now() - requestedAt
        // A lifetime of 0 would be endless.
        options.ttl = Math.max((value === false ? missingMs : foundMs) - age, 1)
        return value
      },
    })

  return {
    async find(space: string, id: string): Promise<Value | undefined> {
      const entries = spaces.get(space) ?? createSpace(space)
      spaces.set(space, entries)
      return (await entries.fetch(id)) || undefined
    },
  }
}
