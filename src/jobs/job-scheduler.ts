import { randomUUID } from 'node:crypto'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { createJobStore } from '../store/job-store.ts'
import type { Store } from '../store/store.ts'
import type { Clock } from '../time/clock.ts'
import { createTaskRunner, type TaskDeps } from './handlers.ts'
import { createScheduler } from './scheduler.ts'
import { readTask } from './tasks.ts'

interface Deps extends TaskDeps {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
  /** Uniform in 0 … 1; spreads the pauses after failures. */
  readonly random: () => number
}

/** The scheduler of every job that this version can run. */
export const createJobScheduler = (deps: Deps) =>
  createScheduler({
    ...deps,
    jobs: createJobStore(deps.store, readTask, (job) =>
      deps.log.error({ job }, 'no handler for the task of a job'),
    ),
    owner: randomUUID(),
    runTask: createTaskRunner(deps),
  })
