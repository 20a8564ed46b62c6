import type { Logger } from '../log.ts'
import type { Clock } from '../time/clock.ts'
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
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()

  /** @returns the pause before the next batch, in ms. */
  async function sweep(): Promise<number> {
    try {
      return (await store.sweepExpired(batchSize)) === batchSize ? batchPauseMs : hourMs
    } catch (fault) {
      log.warn({ fault }, 'could not delete expired records')
      return hourMs
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) await clock.pause(await sweep(), stopping.signal)
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
