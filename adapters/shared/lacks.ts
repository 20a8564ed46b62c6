import { LRUCache } from 'lru-cache'
import type { Place } from '../../src/chat/caller.ts'
import type { Feature } from '../../src/chat/port.ts'

const maxPlaces = 5000
const rememberedMs = 3_600_000

/** Remembers for an hour what places lack, where that shows only when it is tried. */
export function createLacks(now: () => number) {
  const lacking = new LRUCache<string, ReadonlySet<Feature>>({
    max: maxPlaces,
    ttl: rememberedMs,
    perf: { now },
  })
  const keyOf = ({ space, channel }: Place) => `${space} ${channel}`
  const of = (place: Place): ReadonlySet<Feature> => lacking.get(keyOf(place)) ?? new Set()

  return {
    of,
    note: (place: Place, feature: Feature): void =>
      void lacking.set(keyOf(place), new Set([...of(place), feature])),
  }
}

export type Lacks = ReturnType<typeof createLacks>
