import type { Logger } from '../log.ts'
import type { Job, JobStore } from '../store/job-store.ts'
import type { Clock } from '../time/clock.ts'
import type { Task } from './tasks.ts'

const maxPauseMs = 30_000
const hourMs = 3_600_000
/** Longer than any platform client keeps trying to send one message. */
const leaseMs = 120_000
const maxTries = 25

interface Deps {
  readonly jobs: JobStore<Task>
  readonly clock: Clock
  readonly log: Logger
  /** Tells this process from others on the same store. */
  readonly owner: string
  /** Does what fell due. Called again after a failure or a crash, so it must bear being half done. */
  readonly runTask: (task: Task, job: Job<Task>) => Promise<void>
  /** Whether that may take long, and must not hold up what else falls due. */
  readonly isSlow: (task: Task) => boolean
  /** Whether it is never given up, however often it fails. */
  readonly isVital: (task: Task) => boolean
}

/**
 * Does what falls due: claims each job with a lease, performs it, removes it. What fell due while nobody was running
 * is done at the start. A job that fails is tried again, more and more slowly.
 */
export function createScheduler({ jobs, clock, log, owner, runTask, isSlow, isVital }: Deps) {
  const stopping = new AbortController()
  let poked = new AbortController()
  let running: Promise<void> = Promise.resolve()
  const background = new Set<Promise<void>>()

  async function runJob(job: Job<Task>): Promise<void> {
    const leased = await jobs.lease(job, owner, clock.now(), clock.now() + leaseMs)
    if (leased === undefined) return
    try {
      await runTask(leased.task, leased)
      await jobs.finish(leased)
    } catch (fault) {
      // What was given up because of the stop is for the next start.
      if (stopping.signal.aborted) return jobs.reschedule(leased, clock.now())
      const { id, tries } = leased
      const isRetried = tries < maxTries || isVital(leased.task)
      log.error({ fault, job: id, tries }, isRetried ? 'a job failed' : 'a job was given up')
      if (isRetried) await jobs.reschedule(leased, clock.now() + 1000 * 2 ** Math.min(tries, 9))
      else await jobs.finish(leased)
    }
  }

  function runInBackground(job: Job<Task>): void {
    const run = runJob(job)
      .catch((fault: unknown) => log.error({ fault, job: job.id }, 'a job could not be attended to'))
      .finally(() => background.delete(run))
    background.add(run)
  }

  /** @returns when to look again, in ms since 1970. */
  async function runDueJobs(): Promise<number> {
    const now = clock.now()
    const upcoming = await jobs.dueJobs(now)
    const dueAt = (job: Job<Task>) => Math.max(job.due, job.leaseUntil ?? 0)
    for (const job of upcoming.filter((job) => dueAt(job) <= now)) {
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
        log.error({ fault }, 'alarms could not be read')
        return clock.now() + 5000
      })
      await clock.pause(at - clock.now(), AbortSignal.any([poked.signal, stopping.signal]))
    }
  }

  return {
    start(): void {
      running = run()
    },
    /** To be called when a job was stored that may fall due before the next look. */
    poke(): void {
      poked.abort()
    },
    /** Resolves when the jobs under way are finished. */
    async stop(): Promise<void> {
      stopping.abort()
      await Promise.all([running, ...background])
    },
  }
}
