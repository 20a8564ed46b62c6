import { z } from 'zod'
import { SpaceId } from '../chat/caller.ts'
import type { PollId } from '../poll/poll.ts'
import { skipCorrupt } from '../store/collection.ts'
import { jobKey, type NewJob, putJob } from '../store/job-store.ts'
import { CorruptRecord } from '../store/quarantine.ts'
import { type Kind, put, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import type { GroupWithPast } from './group.ts'
import { Group, GroupId, Past, type SessionId } from './group.ts'
import { nextDueAt } from './plan.ts'

const groups: Kind<Group> = { name: 'group', schema: Group }
const pasts: Kind<Past> = { name: 'session', schema: Past }

/** Every space that ever had a group. */
const spaces: Kind<SpaceId> = { name: 'group-spaces', schema: SpaceId }

const Owner = z
  .object({ space: z.string().transform((space) => space as SpaceId), group: GroupId })
  .readonly()
/** Which group a poll belongs to. */
const polls: Kind<z.infer<typeof Owner>> = { name: 'group-poll', schema: Owner }

const maxShiftMs = 10

const scopeOf = (id: GroupId): string => `group:${id}`
const pastKey = (id: GroupId, session: SessionId): TypedKey<Past> => ({ kind: pasts, scope: id, id: session })
const keyOf = (space: SpaceId, id: GroupId): TypedKey<Group> => ({ kind: groups, scope: space, id })

/** Thrown when somebody else has taken over what was being attended to: nothing was changed. */
export class LeaseLostError extends Error {}

/**
 * Reading groups on disk. Whatever resolves is on disk.
 *
 * @param onChange Told of every change and of the sessions that are over with it, once that is on disk.
 */
export function createGroupStore(
  store: Store,
  now: () => number,
  onChange: (before: Group, group: Group, past: readonly Past[]) => void = () => {},
) {
  const groupsIn = (space: SpaceId) => store.collection(groups, space)

  /**
   * Stores something together with what wakes the group for what it has to do next. Where a record that can't be read
   * lies in the way of that, it is stored a moment later.
   */
  async function withNextJob<Result>(
    group: Group,
    run: (nextJobs: readonly NewJob[]) => Promise<Result>,
    shiftMs = 0,
  ): Promise<Result> {
    const at = nextDueAt(group, now())
    const { id, place } = group
    const due = (at ?? 0) + shiftMs
    const task = { kind: 'reading', space: place.space, group: id } as const
    try {
      return await run(at === undefined ? [] : [{ id: `reading/${id}/${due}`, task, due }])
    } catch (fault) {
      const isInTheWay = fault instanceof CorruptRecord && fault.id === `reading/${id}/${due}`
      if (!isInTheWay || shiftMs >= maxShiftMs) throw fault
      return withNextJob(group, run, shiftMs + 1)
    }
  }

  /**
   * Changes a group, and stores with it what wakes it next and the sessions that are over.
   *
   * @param decide Pure: may run again. What it throws is thrown, and nothing is changed.
   * @param lease Whose lease the change needs.
   * @param newJobs What else falls due because of it.
   * @returns nothing for a group that isn't in that space.
   * @throws LostHold where the claim is not theirs any more.
   */
  async function change(
    space: SpaceId,
    id: GroupId,
    decide: (group: Group) => Group | GroupWithPast,
    { lease, newJobs = [] }: { readonly lease?: string; readonly newJobs?: readonly NewJob[] } = {},
  ): Promise<Group | undefined> {
    for (;;) {
      const before = await groupsIn(space).get(id)
      if (before === undefined) return undefined
      if (lease !== undefined && before.claim?.by !== lease) throw new LeaseLostError()
      const decided = decide(before)
      const { group, past } = 'group' in decided ? decided : { group: decided, past: [] }
      if (group === before) return before
      const next = { ...group, revision: before.revision + 1 }
      if (!(await write(before, next, past, newJobs))) continue
      onChange(before, next, past)
      return next
    }
  }

  /** @returns false when somebody else has changed it meanwhile. */
  function write(
    before: Group,
    next: Group,
    past: readonly Past[],
    newJobs: readonly NewJob[],
  ): Promise<boolean> {
    const { id, place } = next
    const key = keyOf(place.space, id)
    const endings = past.map((one) => ({ key: pastKey(id, one.session.id), one }))
    return withNextJob(next, (nextJobs) => {
      const jobs = [...newJobs, ...nextJobs]
      const keys = [key, ...endings.map(({ key }) => key), ...jobs.map(jobKey)]
      return store.transact(scopeOf(id), keys, ([stored]) => {
        const isSame = (stored as Group | undefined)?.revision === before.revision
        const changes = [
          put(key, next),
          ...endings.map(({ key, one }) => put(key, one)),
          ...jobs.map((job) => putJob(job, scopeOf(id))),
        ]
        return { changes: isSame ? changes : [], result: isSame }
      })
    })
  }

  return {
    change,

    find: (space: SpaceId, id: GroupId): Promise<Group | undefined> => groupsIn(space).get(id),

    /** Every group of a space. */
    async list(space: SpaceId): Promise<readonly Group[]> {
      const found: Group[] = []
      for await (const [, group] of groupsIn(space).entries(skipCorrupt)) found.push(group)
      return found
    },

    async create(group: Group): Promise<void> {
      await store.collection(spaces).set(group.place.space, group.place.space)
      const key = keyOf(group.place.space, group.id)
      await withNextJob(group, (nextJobs) =>
        store.transact(scopeOf(group.id), [key, ...nextJobs.map(jobKey)], () => ({
          changes: [put(key, group), ...nextJobs.map((due) => putJob(due, scopeOf(group.id)))],
          result: undefined,
        })),
      )
    },

    /** Sessions that are over, oldest first. */
    async history(id: GroupId): Promise<readonly Past[]> {
      const found: Past[] = []
      for await (const [, past] of store.collection(pasts, id).entries(skipCorrupt)) found.push(past)
      return found.toSorted((a, b) => a.session.start - b.session.start)
    },

    findPast: (id: GroupId, session: SessionId): Promise<Past | undefined> =>
      store.collection(pasts, id).get(session),

    /** @returns nothing for a session that isn't over. */
    changePast(id: GroupId, session: SessionId, decide: (past: Past) => Past): Promise<Past | undefined> {
      const key = pastKey(id, session)
      return store.transact(scopeOf(id), [key], ([past]) => {
        const next = past && decide(past)
        return { changes: next === undefined ? [] : [put(key, next)], result: next }
      })
    },

    /** Every space that ever had a group. */
    async spaces(): Promise<readonly SpaceId[]> {
      const found: SpaceId[] = []
      for await (const [, space] of store.collection(spaces).entries(skipCorrupt)) found.push(space)
      return found
    },

    /** Stores what wakes a group, should that have been lost. */
    async restoreJob(space: SpaceId, id: GroupId): Promise<void> {
      const group = await groupsIn(space).get(id)
      if (group === undefined) return
      await withNextJob(group, (nextJobs) =>
        store.transact(scopeOf(id), nextJobs.map(jobKey), () => ({
          changes: nextJobs.map((due) => putJob(due, scopeOf(id))),
          result: undefined,
        })),
      )
    },

    /** Remembers whose a poll is, before it is opened for all to press. */
    setOwner: (poll: PollId, space: SpaceId, group: GroupId): Promise<void> =>
      store.collection(polls).set(poll, { space, group }),

    findOwner: (poll: PollId) => store.collection(polls).get(poll),
  }
}

export type GroupStore = ReturnType<typeof createGroupStore>
