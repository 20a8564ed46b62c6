import { z } from 'zod'
import { skipCorrupt } from './collection.ts'
import { type Change, type Kind, put, removeKey, type TypedKey } from './record.ts'
import type { Store } from './store.ts'

const hourMs = 3_600_000

/** What a job does when it falls due, as stored: the room that stores it declares its schema. */
const StoredTask = z.looseObject({ kind: z.string() })
export type StoredTask = z.infer<typeof StoredTask>

const StoredJob = z
  .object({
    v: z.literal(1),
    id: z.string(),
    /** Whatever changes this job does so under this scope, the one of the records it was stored with. */
    scope: z.string(),
    task: StoredTask,
    due: z.int(),
    /** How often it has been claimed. */
    tries: z.int(),
    /** Somebody is at it, or it has failed and rests, until then. */
    leaseUntil: z.int().optional(),
    claimedBy: z.string().optional(),
  })
  .readonly()
/** A task that runs once, at its time. Times in ms since 1970. */
type StoredJob = z.infer<typeof StoredJob>

/** A job whose task has been read. */
export interface Job<Task> extends Omit<StoredJob, 'task'> {
  readonly task: Task
}

const jobs: Kind<StoredJob> = { name: 'job', schema: StoredJob }
const watermarks: Kind<number> = { name: 'alarms', schema: z.int() }

/** Jobs lie by the hour of their due time, so that what is due is found without reading what isn't. */
const keyOf = ({ id, due }: Pick<StoredJob, 'id' | 'due'>): TypedKey<StoredJob> => ({
  kind: jobs,
  scope: hourOf(due),
  id,
})

const hourOf = (at: number): string => new Date(at).toISOString().slice(0, 13)

/** Something that falls due, as it is asked for; `due` in ms since 1970. */
export interface NewJob {
  readonly id: string
  readonly task: StoredTask
  readonly due: number
}

/** Where a job will lie: to be read in the transaction that stores it. */
export const jobKey = ({ id, due }: Pick<NewJob, 'id' | 'due'>): TypedKey<StoredJob> => keyOf({ id, due })

/** Stores a job together with the records it is about, under their scope. */
export const putJob = (job: NewJob, scope: string): Change =>
  put(keyOf(job), { v: 1, ...job, scope, tries: 0 })

/**
 * Jobs that are due, and the right to run one.
 *
 * @param readTask Gives `undefined` for a task that this version can't run. Its job stays where it is, for a version
 *   that can; it is looked at again at the next start.
 * @param onUnknown Called with each such job, once.
 */
export function createJobStore<Task>(
  store: Store,
  readTask: (task: StoredTask) => Task | undefined,
  onUnknown: (job: { readonly id: string; readonly kind: string }) => void,
) {
  const watermark = store.collection(watermarks)
  const unknown = new Set<string>()
  let hasLooked = false

  /** The hour that may hold the oldest job; at the first look that of the oldest unknown one, too. */
  async function firstHour(now: number): Promise<number> {
    const hours = [await watermark.get('hour'), hasLooked ? undefined : await watermark.get('unknown')]
    hasLooked = true
    return Math.min(now, ...hours.filter((hour) => hour !== undefined))
  }

  async function setAside({ id, task, due }: StoredJob): Promise<void> {
    if (unknown.has(id)) return
    unknown.add(id)
    onUnknown({ id, kind: task.kind })
    const oldest = await watermark.get('unknown')
    if (oldest === undefined || due < oldest) await watermark.set('unknown', due)
  }

  return {
    /** Every job of the hours up to now, due or not, from the oldest hour that may still hold one. */
    async dueJobs(now: number): Promise<readonly Job<Task>[]> {
      const first = await firstHour(now)
      const found: Job<Task>[] = []
      let oldest = now
      for (let hour = first; hourOf(hour) <= hourOf(now); hour += hourMs) {
        const before = found.length
        for await (const [, job] of store.collection(jobs, hourOf(hour)).entries(skipCorrupt)) {
          const task = readTask(job.task)
          if (task === undefined) await setAside(job)
          else found.push({ ...job, task })
        }
        if (found.length > before) oldest = Math.min(oldest, hour)
      }
      if (hourOf(oldest) !== hourOf(first) || first === now) await watermark.set('hour', oldest)
      return found
    },

    /** The job, if it was free and is now ours until `leaseUntil`. */
    lease(
      job: Job<Task>,
      claimedBy: string,
      now: number,
      leaseUntil: number,
    ): Promise<Job<Task> | undefined> {
      return store.transact(job.scope, [keyOf(job)], ([stored]) => {
        if (stored === undefined || stored.due > now || (stored.leaseUntil ?? 0) > now)
          return { changes: [], result: undefined }
        const leased = { ...stored, leaseUntil, claimedBy, tries: stored.tries + 1 }
        return { changes: [put(keyOf(job), leased)], result: { ...leased, task: job.task } }
      })
    },

    /** Removes a job that is done, unless another process has claimed it since. */
    finish: (job: Job<Task>) => change(store, job, () => removeKey(keyOf(job))),

    /** Lets a job that failed rest until then. */
    reschedule: (job: Job<Task>, until: number) =>
      change(store, job, (stored) => put(keyOf(job), { ...stored, leaseUntil: until })),
  }
}

export type JobStore<Task> = ReturnType<typeof createJobStore<Task>>

function change(store: Store, job: Job<unknown>, next: (stored: StoredJob) => Change): Promise<void> {
  return store.transact(job.scope, [keyOf(job)], ([stored]) => {
    const isOurs = stored?.claimedBy === job.claimedBy && stored?.tries === job.tries
    return { changes: stored !== undefined && isOurs ? [next(stored)] : [], result: undefined }
  })
}
