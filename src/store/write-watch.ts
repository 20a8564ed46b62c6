import type { RecordEngine } from './engines/engine.ts'
import { isStorageFault } from './engines/storage-error.ts'

/**
 * Written to find out whether writes succeed again: larger than what people do, for which the last bytes of a disk are not
 * enough either. It expires, so that it doesn't stay.
 */
const probe = {
  key: { collection: 'probe', id: 'write' },
  text: JSON.stringify({ value: 'x'.repeat(32 * 1024) }),
}
const probeMs = 60_000

/** Remembers whether the database failed the last write, as a full disk does while reads go on. */
export function watchWrites(engine: RecordEngine) {
  let isFailing = false

  /** @param hasWritten Whether what succeeded was a write: a transaction may change nothing. */
  async function watched<Result>(write: () => Promise<Result>, hasWritten = () => true): Promise<Result> {
    try {
      const result = await write()
      if (hasWritten()) isFailing = false
      return result
    } catch (fault) {
      if (isStorageFault(fault)) isFailing = true
      throw fault
    }
  }

  return {
    engine: {
      ...engine,
      write: (changes) => watched(() => engine.write(changes)),
      transact(scope, keys, decide) {
        let changes = 0
        function decided(texts: readonly (string | undefined)[]) {
          const decision = decide(texts)
          changes = decision.changes.length
          return decision
        }
        return watched(
          () => engine.transact(scope, keys, decided),
          () => changes > 0,
        )
      },
    } satisfies RecordEngine as RecordEngine,
    /** Whether writes succeed: as the last one did; after one that failed, another is tried. */
    async isWriting(): Promise<boolean> {
      if (isFailing) await watched(() => engine.write([{ ...probe, expires: Date.now() + probeMs }]))
      return true
    },
  }
}
