import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { heldUntil } from '../time/lease.ts'
import { skipCorrupt } from './collection.ts'
import { type Change, type Kind, put, removeKey, type TypedKey } from './record.ts'
import type { Store } from './store.ts'

const hourMs = 3_600_000
/** Jobs with unknown tasks that are known to have been reported. */
const maxUnknown = 1000

/** How long a job can't be leased at most, in ms: while a process runs it, after a failure, and while the bot is away. */
export const heldMs = {
  /** Longer than any platform client keeps trying to send one message. */
  running: 120_000,
  failed: 1_024_000,
  postponed: 600_000,
}

/** A job's task, as stored: the room that stores it declares its schema. */
const StoredTask = z.looseObject({ kind: z.string() })
export type StoredTask = z.infer<typeof StoredTask>

const StoredJob = z
  .object({
    v: z.literal(1),
    id: z.string(),
    /** The transaction scope of every change of this job: that of the records it was stored with. */
    scope: z.string(),
    task: StoredTask,
    due: z.int(),
    /** How often it has been leased. */
    tries: z.int(),
    /** When it can be leased again: until then a process is running it, or it waits after a failure. */
    leaseUntil: z.int().optional(),
    claimedBy: z.string().optional(),
    /** Whether its last try failed, and it waits for the next one. */
    hasFailed: z.literal(true).optional(),
  })
  .readonly()
/** A task that runs once, at its time. Times in ms since 1970. */
type StoredJob = z.infer<typeof StoredJob>

/** A job whose task has been read. */
export interface Job<Task> extends Omit<StoredJob, 'task'> {
  readonly task: Task
}

export const jobs: Kind<StoredJob> = { name: 'job', schema: StoredJob }
export const watermarks: Kind<number> = { name: 'alarms', schema: z.int() }

/** The scope of a job is the hour of its due time, so that due jobs are found without reading later ones. */
const keyOf = ({ id, due }: Pick<StoredJob, 'id' | 'due'>): TypedKey<StoredJob> => ({
  kind: jobs,
  scope: hourOf(due),
  id,
})

const hourOf = (at: number): string => new Date(at).toISOString().slice(0, 13)

/** A job to store; `due` in ms since 1970. */
export interface NewJob {
  readonly id: string
  readonly task: StoredTask
  readonly due: number
}

/** The key of a job's record: to be among the keys of the transaction that stores it. */
export const jobKey = ({ id, due }: Pick<NewJob, 'id' | 'due'>): TypedKey<StoredJob> => keyOf({ id, due })

/** The change that stores a job, in one transaction with the records it is about and under their scope. */
export const putJob = (job: NewJob, scope: string): Change =>
  put(keyOf(job), { v: 1, ...job, scope, tries: 0 })

/**
 * Due jobs, and leases to run them.
 *
 * @param readTask Returns `undefined` for a task that this version can't run. Its job stays stored for a version that can;
 *   it is read again at the next start.
 * @param onUnknown Called once with each such job; with more than 1,000 of them, now and then.
 */
export function createJobStore<Task>(
  store: Store,
  readTask: (task: StoredTask) => Task | undefined,
  onUnknown: (job: { readonly id: string; readonly kind: string }) => void,
) {
  const watermark = store.collection(watermarks)
  const unknown = new LRUCache<string, true>({ max: maxUnknown })
  let hasRead = false

  /** A time in the hour of the oldest job; the first time also considers the oldest job with an unknown task. */
  async function firstHour(now: number): Promise<number> {
    const hours = [await watermark.get('hour'), hasRead ? undefined : await watermark.get('unknown')]
    hasRead = true
    return Math.min(now, ...hours.filter((hour) => hour !== undefined))
  }

  /** The hours that may have jobs. After a pause most have none, so they are not read one by one. */
  async function hoursWithJobs(first: number, now: number): Promise<readonly string[]> {
    const [from, to] = [hourOf(first), hourOf(now)]
    if (now - first < hourMs) return from === to ? [to] : [from, to]
    return (await store.scopesOf(jobs)).filter((hour) => hour >= from && hour <= to).sort()
  }

  async function recordUnknown({ id, task, due }: StoredJob): Promise<void> {
    if (unknown.has(id)) return
    unknown.set(id, true)
    onUnknown({ id, kind: task.kind })
    const oldest = await watermark.get('unknown')
    if (oldest === undefined || due < oldest) await watermark.set('unknown', due)
  }

  return {
    /** Every job of the hours up to `now`, due or not, from the oldest hour that may still have one. */
    async dueJobs(now: number): Promise<readonly Job<Task>[]> {
      const first = await firstHour(now)
      const found: Job<Task>[] = []
      // A job that is due now may be stored a moment later, when its hour is over.
      let oldest = now - hourMs
      for (const hour of await hoursWithJobs(first, now)) {
        for await (const [, job] of store.collection(jobs, hour).entries(skipCorrupt)) {
          const task = readTask(job.task)
          if (task === undefined) await recordUnknown(job)
          else {
            found.push({ ...job, task })
            oldest = Math.min(oldest, job.due)
          }
        }
      }
      if (hourOf(oldest) !== hourOf(first) || first === now) await watermark.set('hour', oldest)
      return found
    },

    /** Leases a job until `leaseUntil`. @returns `undefined` if it is not due, leased already, or finished. */
    lease(
      job: Job<Task>,
      claimedBy: string,
      now: number,
      leaseUntil: number,
    ): Promise<Job<Task> | undefined> {
      return store.transact(job.scope, [keyOf(job)], ([stored]) => {
        if (stored === undefined || availableAt(stored, now) > now) return { changes: [], result: undefined }
        const { hasFailed: _, ...waiting } = stored
        const leased = { ...waiting, leaseUntil, claimedBy, tries: stored.tries + 1 }
        return { changes: [put(keyOf(job), leased)], result: { ...leased, task: job.task } }
      })
    },

    /** Removes a job that is done, unless another process has leased it since. */
    finish: (job: Job<Task>) => change(store, job, () => removeKey(keyOf(job))),

    /** Makes a job available again at `until`, unless another process has leased it since. */
    reschedule: (job: Job<Task>, until: number) =>
      change(store, job, (stored) => put(keyOf(job), { ...stored, leaseUntil: until, hasFailed: true })),

    /** As `reschedule`, for a job that was not run: its try doesn't count. */
    postpone: (job: Job<Task>, until: number) =>
      change(store, job, ({ claimedBy: _, ...stored }) =>
        put(keyOf(job), { ...stored, tries: stored.tries - 1, leaseUntil: until }),
      ),

    /**
     * Makes the jobs with such a task available at once that were postponed or have failed.
     *
     * @returns the tasks of all that are stored, also of those that are about to be run.
     */
    async resume(isMeant: (task: Task) => boolean, now: number): Promise<readonly Task[]> {
      const found: Task[] = []
      for (const hour of await store.scopesOf(jobs))
        for await (const [, job] of store.collection(jobs, hour).entries(skipCorrupt)) {
          const task = readTask(job.task)
          if (task === undefined || !isMeant(task)) continue
          found.push(task)
          if (isWaiting(job)) await makeAvailable(store, job, now)
        }
      return found
    },
  }
}

const makeAvailable = (store: Store, job: StoredJob, now: number): Promise<void> =>
  store.transact(job.scope, [keyOf(job)], ([stored]) => ({
    changes:
      stored !== undefined && isWaiting(stored) ? [put(keyOf(job), { ...stored, leaseUntil: now })] : [],
    result: undefined,
  }))

/** Whether no process is running it, although it can't be leased yet. */
const isWaiting = (job: StoredJob): boolean => job.hasFailed === true || isPostponed(job)

/** When a job is due and can be leased, in ms since 1970. */
export const availableAt = (job: Omit<StoredJob, 'task'>, now: number): number =>
  Math.max(job.due, heldUntil(job.leaseUntil, now, longestHeldMs(job)) ?? 0)

function longestHeldMs(job: Omit<StoredJob, 'task'>): number {
  if (isPostponed(job)) return heldMs.postponed
  return job.hasFailed === true ? heldMs.failed : heldMs.running
}

const isPostponed = ({ leaseUntil, claimedBy }: Omit<StoredJob, 'task'>): boolean =>
  leaseUntil !== undefined && claimedBy === undefined

export type JobStore<Task> = ReturnType<typeof createJobStore<Task>>

/** Removes every job with such a task, those of unknown kinds too. */
export async function removeJobs(store: Store, isMeant: (task: StoredTask) => boolean): Promise<void> {
  for (const hour of await store.scopesOf(jobs))
    for await (const [, job] of store.collection(jobs, hour).entries(skipCorrupt))
      if (isMeant(job.task))
        await store.transact(job.scope, [keyOf(job)], () => ({
          changes: [removeKey(keyOf(job))],
          result: undefined,
        }))
}

function change(store: Store, job: Job<unknown>, next: (stored: StoredJob) => Change): Promise<void> {
  return store.transact(job.scope, [keyOf(job)], ([stored]) => {
    const isOurs = stored?.claimedBy === job.claimedBy && stored?.tries === job.tries
    return { changes: stored !== undefined && isOurs ? [next(stored)] : [], result: undefined }
  })
}
