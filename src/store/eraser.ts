import type { Logger } from '../log.ts'
import { backoff } from '../time/backoff.ts'
import type { Clock } from '../time/clock.ts'
import type { Store } from './store.ts'

/** Records that quote the erased words, such as stored messages, are changed later, so the log is cleared again. */
const againMs = 3_600_000
/** The pause before another try, while a reader or a backup holds the log. */
const pauseMs = backoff({ minMs: 1000, maxMs: 60_000 })

interface Deps {
  readonly store: Pick<Store, 'clearRemoved'>
  readonly clock: Clock
  readonly log: Logger
}

/** Sees to it that what has been erased is in no log of the database either: at once, or as soon as nobody reads it. */
export function createEraser({ store, clock, log }: Deps) {
  const stopping = new AbortController()
  let retrying: Promise<void> | undefined
  let following: Promise<void> | undefined

  async function isCleared(): Promise<boolean> {
    try {
      return await store.clearRemoved()
    } catch (fault) {
      log.warn({ fault }, 'what was erased could not be cleared from the log')
      return false
    }
  }

  async function retry(): Promise<void> {
    for (let failures = 1; !stopping.signal.aborted; failures++) {
      await clock.pause(pauseMs(failures), stopping.signal)
      if (stopping.signal.aborted || (await isCleared())) break
    }
    retrying = undefined
  }

  async function followUp(): Promise<void> {
    await clock.pause(againMs, stopping.signal)
    following = undefined
    if (!stopping.signal.aborted) await isCleared()
  }

  return {
    /** @returns whether it is done; if not, it is tried again until it is. */
    async clear(): Promise<boolean> {
      following ??= followUp()
      if (await isCleared()) return true
      retrying ??= retry()
      return false
    },
    /** Ends the tries, with a last one. */
    async stop(): Promise<void> {
      stopping.abort()
      await Promise.all([retrying, following])
      await isCleared()
    },
  }
}

export type Eraser = ReturnType<typeof createEraser>
