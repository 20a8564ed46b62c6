import type { Logger } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import { createRepeated } from '../time/repeated.ts'
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
  return createRepeated(clock, async (signal) => {
    try {
      const polls = await store.indexing.indexOlder(signal)
      if (polls > 0) log.info({ polls }, 'older polls were put into the index')
      return undefined
    } catch (fault) {
      log.warn({ fault }, 'older polls could not be put into the index')
      return retryMs
    }
  })
}
