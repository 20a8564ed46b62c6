import { maxPending } from '../limits.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { availableAt, heldMs, type Job, type JobStore } from '../store/job-store.ts'
import { backoff } from '../time/backoff.ts'
import type { Clock } from '../time/clock.ts'
import { isSlow, isVital, type Task } from './tasks.ts'

const maxPauseMs = 30_000
const hourMs = 3_600_000
/** The pause after a failure of the database. */
const retryReadMs = 5000
const minRetryMs = 1000
/** Half of the longest pause, on average, passes between later tries, so that it is given up after two to three hours. */
const maxTries = 25

interface Deps {
  readonly jobs: JobStore<Task>
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
  /** Distinguishes this process from others on the same store. */
  readonly owner: string
  /**
   * Runs a task that fell due. Must be idempotent: it is called again after a failure or a crash.
   *
   * @returns `postponed` if it can't be run for now, because the bot is not in its space.
   */
  readonly runTask: (task: Task, job: Job<Task>) => Promise<'done' | 'postponed'>
  /** Uniform in 0 … 1; spreads the pauses after failures. */
  readonly random: () => number
}

/**
 * Runs the jobs that fall due: leases each, runs its task, removes it. Jobs that fell due while no process was running
 * are run at the start. A job that fails is tried again, more and more slowly.
 */
export function createScheduler({ jobs, clock, log, metrics, owner, runTask, random }: Deps) {
  const retryAfter = backoff({ minMs: minRetryMs, maxMs: heldMs.failed, random })
  const stopping = new AbortController()
  let poked = new AbortController()
  let running: Promise<void> = Promise.resolve()
  const background = new Set<Promise<void>>()
  /** Whether there was no room for a slow job, which begins when another one ends. */
  let hasLeftOut = false
  /** The jobs that this process runs now: after its clock was set back, their leases may no longer show it. */
  const inFlight = new Set<string>()

  /** To be called when a job was stored that may fall due before the next look. */
  function poke(): void {
    poked.abort()
  }

  async function runJob(job: Job<Task>): Promise<void> {
    const leased = await jobs.lease(job, owner, clock.now(), clock.now() + heldMs.running)
    if (leased === undefined) return
    inFlight.add(keyOf(leased))
    // A later try is late because of the pause before it.
    if (leased.tries === 1) metrics.jobLateness.observe((clock.now() - leased.due) / 1000)
    try {
      const end = await runTask(leased.task, leased)
      await (end === 'done' ? jobs.finish(leased) : jobs.postpone(leased, clock.now() + heldMs.postponed))
    } catch (fault) {
      // A job that was interrupted by the stop is due again at the next start.
      if (stopping.signal.aborted) return jobs.reschedule(leased, clock.now())
      const { id, tries } = leased
      const isRetried = tries < maxTries || isVital(leased.task)
      log.error({ fault, job: id, tries }, isRetried ? 'job failed, will retry' : 'job failed, giving up')
      if (!isRetried) return jobs.finish(leased)
      await jobs.reschedule(leased, clock.now() + retryAfter(tries))
      poke()
    } finally {
      inFlight.delete(keyOf(leased))
    }
  }

  function runInBackground(job: Job<Task>): void {
    if (background.size >= maxPending.slowJobs) {
      hasLeftOut = true
      return
    }
    const run = runJob(job)
      .catch((fault: unknown) => log.error({ fault, job: job.id }, 'could not run a job'))
      .finally(() => {
        background.delete(run)
        if (hasLeftOut) poke()
      })
    background.add(run)
  }

  /** @returns when to look for due jobs again, in ms since 1970. */
  async function runDueJobs(): Promise<number> {
    const now = clock.now()
    hasLeftOut = false
    const upcoming = await jobs.dueJobs(now)
    const dueAt = (job: Job<Task>) => availableAt(job, now)
    for (const job of upcoming.filter((job) => dueAt(job) <= now && !inFlight.has(keyOf(job)))) {
      if (stopping.signal.aborted) return now
      if (isSlow(job.task)) runInBackground(job)
      else await runJob(job)
    }
    const next = Math.min(...upcoming.map(dueAt).filter((at) => at > now))
    return Math.min(next, now + maxPauseMs, now + hourMs - (now % hourMs))
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      poked = new AbortController()
      const at = await runDueJobs().catch((fault: unknown) => {
        log.error({ fault }, 'could not read scheduled jobs')
        return clock.now() + retryReadMs
      })
      await clock.pause(at - clock.now(), AbortSignal.any([poked.signal, stopping.signal]))
    }
  }

  return {
    start(): void {
      running = run()
    },
    poke,
    /** Runs the jobs with such a task at once that were postponed or have failed. @returns the tasks of all that are not done. */
    async resume(isMeant: (task: Task) => boolean): Promise<readonly Task[]> {
      const found = await jobs.resume(isMeant, clock.now())
      poke()
      return found
    },
    /** Resolves when the jobs in flight are finished. */
    async stop(): Promise<void> {
      stopping.abort()
      await Promise.all([running, ...background])
    },
  }
}

const keyOf = ({ id, due }: Job<Task>): string => `${due} ${id}`
