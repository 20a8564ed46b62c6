import type { Caller } from '../chat/caller.ts'
import { randomId } from '../chat/ids.ts'
import { fileGone } from './errors.ts'
import type { ReadImport } from './read-import.ts'

const keptMs = 3_600_000
/** Of all files together, as they were sent. */
const maxBytes = 60_000_000
const maxFiles = 1000

interface Prepared {
  readonly owner: string
  readonly until: number
  readonly read: ReadImport
}

/**
 * Files that were read and wait for their import, for an hour. Only memory holds them, because looking at a file must write
 * nothing; with too many, the oldest go.
 */
export function createPreparedImports(now: () => number) {
  /** Oldest first. */
  const kept = new Map<string, Prepared>()

  function dropOld(): void {
    let bytes = [...kept.values()].reduce((sum, { read }) => sum + read.bytes, 0)
    for (const [id, { until, read }] of kept) {
      if (until > now() && bytes <= maxBytes && kept.size <= maxFiles) continue
      kept.delete(id)
      bytes -= read.bytes
    }
  }

  return {
    /** @returns the id by which the caller can import it in the same place. A person's last file replaces the one before. */
    keep(caller: Caller, read: ReadImport): string {
      const owner = ownerOf(caller)
      for (const [id, one] of kept) if (one.owner === owner) kept.delete(id)
      const id = randomId()
      kept.set(id, { owner, until: now() + keptMs, read })
      dropOld()
      return id
    },

    /** Takes a file, which can be imported once. @throws UserError if it isn't there any more. */
    take(caller: Caller, id: string): ReadImport {
      dropOld()
      const found = kept.get(id)
      if (found?.owner !== ownerOf(caller)) throw fileGone()
      kept.delete(id)
      return found.read
    },
  }
}

export type PreparedImports = ReturnType<typeof createPreparedImports>

const ownerOf = ({ person, place: { space, channel, thread } }: Caller): string =>
  JSON.stringify([person.id, space, channel, thread])
