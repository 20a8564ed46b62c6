import { z } from 'zod'
import { SpaceId } from '../chat/caller.ts'
import { PaperId } from '../paper/paper.ts'
import { PollId } from '../poll/poll.ts'
import { GroupId } from '../reading/group.ts'
import { leaveOut } from './collection.ts'
import { type Change, type Kind, put, removal, type TypedKey } from './record.ts'
import type { Store } from './store.ts'

const hourMs = 3_600_000

export const Task = z.discriminatedUnion('kind', [
  /** Ends a round whose closing time has come. */
  z.object({ kind: z.literal('close'), space: SpaceId, poll: PollId, round: z.int() }),
  /** Posts the outcome of a round that was closed. */
  z.object({ kind: z.literal('outcome'), space: SpaceId, poll: PollId, round: z.int() }),
  /** Finds out what a poll's paper is called and who wrote it; `tries` counts the times that nobody could say. */
  z.object({ kind: z.literal('name'), space: SpaceId, poll: PollId, tries: z.int() }),
  /** Attends to a reading group that has something to do. */
  z.object({ kind: z.literal('reading'), space: SpaceId, group: GroupId }),
  /** Finds out what an entry of a reading list is called; `tries` counts the times that nobody could say. */
  z.object({ kind: z.literal('entry'), space: SpaceId, group: GroupId, paper: PaperId, tries: z.int() }),
  /** Removes the ballots of a poll that was deleted. */
  z.object({ kind: z.literal('shred'), poll: PollId, rounds: z.int() }),
])
/** What is to be done when a job falls due. */
export type Task = z.infer<typeof Task>

const Job = z
  .object({
    v: z.literal(1),
    id: z.string(),
    /** Whatever changes this job does so under this scope, the one of the records it was stored with. */
    scope: z.string(),
    task: Task,
    due: z.int(),
    /** How often it has been claimed. */
    tries: z.int(),
    /** Somebody is at it, or it has failed and rests, until then. */
    leaseUntil: z.int().optional(),
    claimedBy: z.string().optional(),
  })
  .readonly()
/** Something to be done at a time, once. Times in ms since 1970. */
export type Job = z.infer<typeof Job>

const jobs: Kind<Job> = { name: 'job', schema: Job }
const watermarks: Kind<number> = { name: 'alarms', schema: z.int() }

/** Jobs lie by the hour of their due time, so that what is due is found without reading what isn't. */
const keyOf = ({ id, due }: Pick<Job, 'id' | 'due'>): TypedKey<Job> => ({
  kind: jobs,
  scope: hourOf(due),
  id,
})

const hourOf = (at: number): string => new Date(at).toISOString().slice(0, 13)

/** Something that falls due, as it is asked for; `due` in ms since 1970. */
export interface Due {
  readonly id: string
  readonly task: Task
  readonly due: number
}

/** Where a job will lie: to be read in the transaction that stores it. */
export const jobKey = ({ id, due }: Pick<Due, 'id' | 'due'>): TypedKey<Job> => keyOf({ id, due })

/** Stores a job together with the records it is about, under their scope. */
export const newJob = (due: Due, scope: string): Change => put(keyOf(due), { v: 1, ...due, scope, tries: 0 })

export function createJobStore(store: Store) {
  const watermark = store.collection(watermarks)

  return {
    /** Every job of the hours up to now, due or not, from the oldest hour that may still hold one. */
    async upTo(now: number): Promise<readonly Job[]> {
      const first = Math.min((await watermark.get('hour')) ?? now, now)
      const found: Job[] = []
      let oldest = now
      for (let hour = first; hourOf(hour) <= hourOf(now); hour += hourMs) {
        const before = found.length
        for await (const [, job] of store.collection(jobs, hourOf(hour)).entries(leaveOut)) found.push(job)
        if (found.length > before) oldest = Math.min(oldest, hour)
      }
      if (hourOf(oldest) !== hourOf(first) || first === now) await watermark.set('hour', oldest)
      return found
    },

    /** The job, if it was free and is now ours until `leaseUntil`. */
    claim(job: Job, claimedBy: string, now: number, leaseUntil: number): Promise<Job | undefined> {
      return store.transact(job.scope, [keyOf(job)], ([stored]) => {
        if (stored === undefined || stored.due > now || (stored.leaseUntil ?? 0) > now)
          return { changes: [], result: undefined }
        const claimed = { ...stored, leaseUntil, claimedBy, tries: stored.tries + 1 }
        return { changes: [put(keyOf(job), claimed)], result: claimed }
      })
    },

    /** Removes a job that is done, unless somebody else has claimed it since. */
    finish: (job: Job) => change(store, job, undefined),

    /** Lets a job that failed rest until then. */
    rest: (job: Job, until: number) => change(store, job, { ...job, leaseUntil: until }),
  }
}

export type JobStore = ReturnType<typeof createJobStore>

function change(store: Store, job: Job, next: Job | undefined): Promise<void> {
  return store.transact(job.scope, [keyOf(job)], ([stored]) => {
    const isOurs = stored?.claimedBy === job.claimedBy && stored?.tries === job.tries
    if (!isOurs) return { changes: [], result: undefined }
    return { changes: [next === undefined ? removal(keyOf(job)) : put(keyOf(job), next)], result: undefined }
  })
}
