import type { Logger } from '../log.ts'
import type { Job, JobStore } from '../store/job-store.ts'
import type { Clock } from '../time/clock.ts'
import type { Task } from './tasks.ts'

const longestRestMs = 30_000
const hourMs = 3_600_000
/** Longer than any platform client keeps trying to send one message. */
const leaseMs = 120_000
const mostTries = 25

interface Needs {
  readonly jobs: JobStore<Task>
  readonly clock: Clock
  readonly log: Logger
  /** Tells this process from others on the same store. */
  readonly owner: string
  /** Does what fell due. Called again after a failure or a crash, so it must bear being half done. */
  readonly perform: (task: Task, job: Job<Task>) => Promise<void>
  /** Whether that may take long, and must not hold up what else falls due. */
  readonly isSlow: (task: Task) => boolean
  /** Whether it is never given up, however often it fails. */
  readonly isVital: (task: Task) => boolean
}

/**
 * Does what falls due: claims each job with a lease, performs it, removes it. What fell due while nobody was running
 * is done at the start. A job that fails is tried again, more and more slowly.
 */
export function createAlarms({ jobs, clock, log, owner, perform, isSlow, isVital }: Needs) {
  const stopping = new AbortController()
  let waking = new AbortController()
  let running: Promise<void> = Promise.resolve()
  const aside = new Set<Promise<void>>()

  async function attend(job: Job<Task>): Promise<void> {
    const claimed = await jobs.claim(job, owner, clock.now(), clock.now() + leaseMs)
    if (claimed === undefined) return
    try {
      await perform(claimed.task, claimed)
      await jobs.finish(claimed)
    } catch (fault) {
      // What was given up because of the stop is for the next start.
      if (stopping.signal.aborted) return jobs.rest(claimed, clock.now())
      const { id, tries } = claimed
      const goesOn = tries < mostTries || isVital(claimed.task)
      log.error({ fault, job: id, tries }, goesOn ? 'a job failed' : 'a job was given up')
      if (goesOn) await jobs.rest(claimed, clock.now() + 1000 * 2 ** Math.min(tries, 9))
      else await jobs.finish(claimed)
    }
  }

  function attendAside(job: Job<Task>): void {
    const run = attend(job)
      .catch((fault: unknown) => log.error({ fault, job: job.id }, 'a job could not be attended to'))
      .finally(() => aside.delete(run))
    aside.add(run)
  }

  /** @returns when to look again, in ms since 1970. */
  async function round(): Promise<number> {
    const now = clock.now()
    const waiting = await jobs.upTo(now)
    const dueAt = (job: Job<Task>) => Math.max(job.due, job.leaseUntil ?? 0)
    for (const job of waiting.filter((job) => dueAt(job) <= now)) {
      if (stopping.signal.aborted) return now
      if (isSlow(job.task)) attendAside(job)
      else await attend(job)
    }
    const next = Math.min(...waiting.map(dueAt).filter((at) => at > now))
    return Math.min(next, now + longestRestMs, now + hourMs - (now % hourMs))
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      waking = new AbortController()
      const at = await round().catch((fault: unknown) => {
        log.error({ fault }, 'alarms could not be read')
        return clock.now() + 5000
      })
      await clock.pause(at - clock.now(), AbortSignal.any([waking.signal, stopping.signal]))
    }
  }

  return {
    start(): void {
      running = run()
    },
    /** To be called when a job was stored that may fall due before the next look. */
    wake(): void {
      waking.abort()
    },
    /** Resolves when the jobs under way are finished. */
    async stop(): Promise<void> {
      stopping.abort()
      await Promise.all([running, ...aside])
    },
  }
}
