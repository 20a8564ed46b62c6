import type { Logger } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import { createRepeated } from '../time/repeated.ts'
import type { Store } from './store.ts'

const hourMs = 3_600_000
const batchSize = 500
const batchPauseMs = 1000

interface Deps {
  readonly store: Pick<Store, 'sweepExpired'>
  readonly clock: Clock
  readonly log: Logger
}

/** Removes expired records from the database, a batch at a time, so that other work doesn't wait long. */
export function createSweeper({ store, clock, log }: Deps) {
  return createRepeated(clock, async () => {
    try {
      return (await store.sweepExpired(batchSize)) === batchSize ? batchPauseMs : hourMs
    } catch (fault) {
      log.warn({ fault }, 'could not delete expired records')
      return hourMs
    }
  })
}
