import { LRUCache } from 'lru-cache'

/** For how long a value is remembered: what another process changes takes effect that much later. */
const rememberedMs = 10_000
const maxRemembered = 1000

/** Remembers for 10 s what was read, for reads that every call makes. A read that fails is not remembered. */
export function createRemembered<Value>() {
  const values = new LRUCache<string, Promise<Value>>({ max: maxRemembered, ttl: rememberedMs })
  return {
    get(key: string, read: () => Promise<Value>): Promise<Value> {
      const known = values.get(key)
      if (known !== undefined) return known
      const value = read()
      values.set(key, value)
      value.catch(() => values.delete(key))
      return value
    },
    forget: (key: string): void => void values.delete(key),
  }
}
