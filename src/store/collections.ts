import { LRUCache } from 'lru-cache'
import type { Collection } from './collection.ts'
import { type CollectionPlace, collectionOf, type Kind } from './record.ts'

/** About 1 MB. */
const maxKnown = 200

interface Known {
  readonly kind: Kind<unknown>
  readonly collection: unknown
}

/**
 * Remembers collections: to make one, with its Keyv, takes longer than a read.
 *
 * @returns the collection of a kind in a scope, made by `make` where it isn't known.
 */
export function rememberCollections(
  make: <Value>(place: CollectionPlace<Value>) => Collection<Value>,
  max = maxKnown,
) {
  const known = new LRUCache<string, Known>({ max })
  return <Value>(kind: Kind<Value>, scope?: string): Collection<Value> => {
    const name = collectionOf({ kind, scope })
    const found = known.get(name)
    // Of the same kind, it has the same values.
    if (found?.kind === kind) return found.collection as Collection<Value>
    const collection = make({ kind, scope })
    known.set(name, { kind, collection })
    return collection
  }
}
