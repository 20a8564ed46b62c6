import type { Collection } from '../../src/store/collection.ts'
import type { Store } from '../../src/store/store.ts'
import type { KillSwitch } from './kill-switch.ts'

/** A store as an instance has it: cut off, nothing of it is read or written any more. */
export function cuttableStore(store: Store, { look, change, isCut }: KillSwitch): Store {
  function part<Value>(collection: Collection<Value>): Collection<Value> {
    return {
      get: (id) => look(() => collection.get(id)),
      getMany: (ids) => look(() => collection.getMany(ids)),
      range: (...where) => look(() => collection.range(...where)),
      set: (id, value, ttlMs) => change('store', () => collection.set(id, value, ttlMs)),
      delete: (id) => change('store', () => collection.delete(id)),
      clear: () => change('store', () => collection.clear()),
      async *entries(onCorrupt) {
        // Read at once, so that whoever is cut off holds no page.
        yield* await look(async () => {
          const found: [string, Value][] = []
          for await (const entry of collection.entries(onCorrupt)) found.push(entry)
          return found
        })
      },
    }
  }

  return {
    collection: (kind, scope) => part(store.collection(kind, scope)),
    scopesOf: (kind, prefix) => look(() => store.scopesOf(kind, prefix)),
    transact: (scope, keys, decide) => change('store', () => store.transact(scope, keys, decide)),
    mendText: (key, mend) => change('store', () => store.mendText(key, mend)),
    names: store.names,
    keys: {
      get: (name) => look(() => store.keys.get(name)),
      create: (name, key) => change('store', () => store.keys.create(name, key)),
      remove: (names) => change('store', () => store.keys.remove(names)),
      names: () => look(() => store.keys.names()),
    },
    compact: () => look(() => store.compact()),
    sweepExpired: (limit) => look(() => store.sweepExpired(limit)),
    clearRemoved: () => look(() => store.clearRemoved()),
    isWorking: () => look(() => store.isWorking()),
    now: () => store.now(),
    close: async () => {
      if (!isCut()) await store.close()
    },
  }
}
