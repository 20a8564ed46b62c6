import { LRUCache } from 'lru-cache'
import { createNames, mayHoldPeople } from './names.ts'
import { type Change, DecodeError, decode, type Kind } from './record.ts'

const maxRemembered = 100
/** The lines of the polls of a few large groups. */
const maxInBulk = 10_000

/** A value that was decoded, by its text. */
type Remembered = LRUCache<string, { readonly kind: Kind<unknown>; readonly value: unknown }>

/**
 * Decodes records, and remembers the values of the last 100 texts of kinds that are read often: each vote reads the head of
 * its poll twice, each step of a session its group several times. Of kinds that are read in bulk it remembers those of the
 * last 10,000: to check the lines of 2,000 polls takes longer than all else that an unchanged page needs. Values are never
 * changed in place, so they may be shared.
 */
export function createDecoder() {
  const names = createNames(() => remembered.clear())
  const remembered: Remembered = new LRUCache({ max: maxRemembered })
  const inBulk: Remembered = new LRUCache({ max: maxInBulk })

  const memoryOf = ({ isReadOften, isReadInBulk }: Kind<unknown>): Remembered | undefined =>
    isReadOften ? remembered : isReadInBulk ? inBulk : undefined

  return {
    names,
    /** As `decode`. @param isChanging Whether the text is about to be another one: it isn't worth a place among many. */
    decode(kind: Kind<unknown>, text: string, isChanging = false): unknown {
      const memory = isChanging && kind.isReadInBulk ? undefined : memoryOf(kind)
      const known = memory?.get(text)
      if (known?.kind === kind) return known.value
      const value = decode(kind, text, names.nameOf)
      if (value instanceof DecodeError) return value
      // With names of people, what is read in bulk would have to be forgotten whenever one changes.
      if (memory !== inBulk || !mayHoldPeople(text)) memory?.set(text, { kind, value })
      return value
    },
    /** Remembers a value that was written, so that it isn't checked when it is read; not if names in it are kept apart. */
    remember({ written, ...change }: Change): void {
      if (written === undefined || !('text' in change) || mayHoldPeople(change.text)) return
      remembered.set(change.text, written)
    },
    /** After an erasure nothing of what was erased may be kept. */
    forget(): void {
      remembered.clear()
      inBulk.clear()
    },
  }
}

/** What `createDecoder` makes. */
export type Decoder = ReturnType<typeof createDecoder>
