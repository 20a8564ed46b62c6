import type { Logger } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import type { PollStore } from './poll-store.ts'

/** After a failure of the database. */
const retryMs = 60_000

interface Deps {
  readonly store: Pick<PollStore, 'indexing'>
  readonly clock: Clock
  readonly log: Logger
}

/** Puts the polls of an older database into the index after the start; until then they are found by reading every poll. */
export function createBackgroundIndexing({ store, clock, log }: Deps) {
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()

  /** @returns whether it needs no further try. */
  async function tryOnce(): Promise<boolean> {
    try {
      const polls = await store.indexing.indexOlder(stopping.signal)
      if (polls > 0) log.info({ polls }, 'older polls were put into the index')
      return true
    } catch (fault) {
      log.warn({ fault }, 'older polls could not be put into the index')
      return false
    }
  }

  async function run(): Promise<void> {
    while (!(await tryOnce()) && !stopping.signal.aborted) await clock.pause(retryMs, stopping.signal)
  }

  return {
    start(): void {
      running = run()
    },
    async stop(): Promise<void> {
      stopping.abort()
      await running
    },
  }
}
