import type { PersonId } from '../../src/chat/caller.ts'
import { randomId } from '../../src/chat/ids.ts'
import { fileUnreadable } from '../shared/fetch-file.ts'

/** Of a file that may be sent; readers say sooner what is too much for them. */
export const maxFileBytes = 25_000_000
/** Of all files together. */
const maxBytes = 2 * maxFileBytes
const maxFiles = 1000
const keptMs = 10 * 60_000

interface Given {
  readonly owner: PersonId
  readonly until: number
  readonly bytes: Uint8Array
}

/** Files that people have chosen in forms, in memory until they are read, ten minutes at most. With too many, the oldest go. */
export function createGivenFiles(now: () => number) {
  /** Oldest first. */
  const kept = new Map<string, Given>()

  function dropOld(): void {
    let size = [...kept.values()].reduce((sum, { bytes }) => sum + bytes.length, 0)
    for (const [id, { until, bytes }] of kept) {
      if (until > now() && size <= maxBytes && kept.size <= maxFiles) continue
      kept.delete(id)
      size -= bytes.length
    }
  }

  return {
    /** @returns the id by which its owner can have it read, once. */
    keep(owner: PersonId, bytes: Uint8Array): string {
      const id = randomId()
      kept.set(id, { owner, until: now() + keptMs, bytes })
      dropOld()
      return id
    },

    /** @throws UserError if there is no such file of theirs. */
    async *open(id: string, owner: PersonId): AsyncIterable<Uint8Array> {
      dropOld()
      const given = kept.get(id)
      if (given?.owner !== owner) throw fileUnreadable()
      kept.delete(id)
      yield given.bytes
    },
  }
}

export type GivenFiles = ReturnType<typeof createGivenFiles>
