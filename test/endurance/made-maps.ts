import { vi } from 'vitest'

/** Something that was made, and every map and set that was made for it, also inside other things, in their order. */
export function withItsMaps<Made>(create: () => Made) {
  const maps: { readonly size: number }[] = []
  class NotedMap<Key, Value> extends Map<Key, Value> {
    constructor(entries?: Iterable<readonly [Key, Value]>) {
      super(entries)
      maps.push(this)
    }
  }
  class NotedSet<Value> extends Set<Value> {
    constructor(values?: Iterable<Value>) {
      super(values)
      maps.push(this)
    }
  }
  vi.stubGlobal('Map', NotedMap)
  vi.stubGlobal('Set', NotedSet)
  try {
    const made = create()
    return { made, sizes: () => maps.map(({ size }) => size) }
  } finally {
    vi.unstubAllGlobals()
  }
}
