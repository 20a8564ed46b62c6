import { LRUCache } from 'lru-cache'
import { createNames, mayHoldPeople } from './names.ts'
import { type Change, DecodeError, decode, type Kind } from './record.ts'

const maxRemembered = 100

/**
 * Decodes records, and remembers the values of the last 100 texts of kinds that are read often: each vote reads the head of
 * its poll twice, each step of a session its group several times. Values are never changed in place, so they may be shared.
 */
export function createDecoder() {
  const names = createNames(() => remembered.clear())
  const remembered = new LRUCache<string, { readonly kind: Kind<unknown>; readonly value: unknown }>({
    max: maxRemembered,
  })
  return {
    names,
    /** As `decode`. */
    decode(kind: Kind<unknown>, text: string): unknown {
      if (kind.isReadOften === undefined) return decode(kind, text, names.nameOf)
      const known = remembered.get(text)
      if (known?.kind === kind) return known.value
      const value = decode(kind, text, names.nameOf)
      if (!(value instanceof DecodeError)) remembered.set(text, { kind, value })
      return value
    },
    /** Remembers a value that was written, so that it isn't checked when it is read; not if names in it are kept apart. */
    remember({ written, ...change }: Change): void {
      if (written === undefined || !('text' in change) || mayHoldPeople(change.text)) return
      remembered.set(change.text, written)
    },
    /** After an erasure nothing of what was erased may be kept. */
    forget: (): void => remembered.clear(),
  }
}

/** What `createDecoder` makes. */
export type Decoder = ReturnType<typeof createDecoder>
