import type { Logger } from '../log.ts'
import { backoff } from '../time/backoff.ts'
import type { Clock } from '../time/clock.ts'
import type { Store } from './store.ts'

/**
 * Records that quote the erased words, such as stored messages, are changed later, so the log is cleared again. SQLite may
 * have kept copies where it divided pages; only rewriting the database clears them, which blocks it for about 10 ms per
 * MB. So that is done at most this often.
 */
const againMs = 3_600_000
/** The pause before another try, while a reader or a backup holds the log. */
const pauseMs = backoff({ minMs: 1000, maxMs: 60_000 })

interface Deps {
  readonly store: Pick<Store, 'clearRemoved' | 'compact'>
  readonly clock: Clock
  readonly log: Logger
}

/** `later`: the log is cleared, and the database is rewritten within an hour. `busy`: another connection is reading the log. */
export type Clearing = 'cleared' | 'later' | 'busy'

/**
 * Sees to it that what has been erased is in no log of the database either: at once, or as soon as nobody reads it; and in
 * none of its pages, within an hour.
 */
export function createEraser({ store, clock, log }: Deps) {
  const stopping = new AbortController()
  let retrying: Promise<void> | undefined
  let following: Promise<void> | undefined
  let compactedAt = Number.NEGATIVE_INFINITY
  let isCompact = true

  async function isCleared(): Promise<boolean> {
    try {
      return await store.clearRemoved()
    } catch (fault) {
      log.warn({ fault }, "could not clear erased records from the database's log")
      return false
    }
  }

  async function compact(): Promise<void> {
    try {
      await store.compact()
      compactedAt = clock.now()
      isCompact = await isCleared()
    } catch (fault) {
      log.warn({ fault }, 'could not rewrite the database without erased records')
    }
  }

  /** @returns whether the log is cleared; if not, it is tried again until it is. */
  async function clear(): Promise<boolean> {
    isCompact = false
    following ??= followUp()
    if (await isCleared()) return true
    retrying ??= retry()
    return false
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
    if (stopping.signal.aborted) return
    isCompact = false
    // Rewriting would wait for the connection that is reading, and block all others meanwhile.
    if (await isCleared()) await compact()
    else retrying ??= retry()
    if (!isCompact) following ??= followUp()
  }

  return {
    clear,
    /** As `clear`, and rewrites the database unless that was done within the hour. */
    async clearAtOnce(): Promise<Clearing> {
      if (!(await clear())) return 'busy'
      if (clock.now() - compactedAt >= againMs) await compact()
      return isCompact ? 'cleared' : 'later'
    },
    /** Ends the tries, with a last one. */
    async stop(): Promise<void> {
      stopping.abort()
      await Promise.all([retrying, following])
      if ((await isCleared()) && !isCompact) await compact()
    },
  }
}

export type Eraser = ReturnType<typeof createEraser>
