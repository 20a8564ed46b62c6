import { z } from 'zod'
import { type Caller, SpaceId } from '../chat/caller.ts'
import { foreignIdKey, recordLine } from '../poll/audit-line.ts'
import { spaces as auditedSpaces } from '../poll/poll-records.ts'
import { skipCorrupt } from '../store/collection.ts'
import { jobKey, type NewJob, putJob } from '../store/job-store.ts'
import { type Kind, put, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { Group, type GroupDecision, type GroupId, Past, type SessionId } from './group.ts'
import { type GroupActor, storedLines, toGroupLines } from './group-audit.ts'
import { withNextJob } from './group-jobs.ts'
import { createPeopleRecords } from './people-records.ts'
import { createPollOwners } from './poll-owners.ts'
import { publishedAfter } from './published-store.ts'

export const groups: Kind<Group> = { name: 'group', schema: Group, isReadOften: true }
export const pasts: Kind<Past> = { name: 'session', schema: Past }

/** Every space that ever had a group. */
export const spaces: Kind<SpaceId> = { name: 'group-spaces', schema: SpaceId }

/** A group's record, of which only the revision is read: to find that it has not changed, that is enough. */
const revisions: Kind<{ readonly revision: number }> = {
  name: groups.name,
  schema: z.object({ revision: z.int() }),
}

const scopeOf = (id: GroupId): string => `group:${id}`
const pastKey = (id: GroupId, session: SessionId): TypedKey<Past> => ({ kind: pasts, scope: id, id: session })
const keyOf = (space: SpaceId, id: GroupId): TypedKey<Group> => ({ kind: groups, scope: space, id })

/** Thrown when another worker has the lease now: nothing was changed. */
export class LeaseLostError extends Error {}

interface ChangeOptions {
  /** Whose lease the change needs; by default it needs none. */
  readonly lease?: string
  /** Further jobs to store with the change. */
  readonly newJobs?: readonly NewJob[]
  /** Who changes the settings, which the audit records in the same commit; absent if nothing is recorded. */
  readonly actor?: GroupActor | undefined
}

/**
 * Reading groups on disk. Whatever resolves is on disk.
 *
 * @param onChange Called after every change, once it is on disk, with the sessions that are over with it.
 */
export function createGroupStore(
  store: Store,
  now: () => number,
  onChange: (before: Group, group: Group, past: readonly Past[]) => void = () => {},
) {
  const find = (space: SpaceId, id: GroupId): Promise<Group | undefined> =>
    store.collection(groups, space).get(id)

  /** Every space that ever had a group. */
  async function listSpaces(): Promise<readonly SpaceId[]> {
    const found: SpaceId[] = []
    for await (const [, space] of store.collection(spaces).entries(skipCorrupt)) found.push(space)
    return found
  }

  return {
    ...createPollOwners(store),
    ...createPeopleRecords(store),

    find,

    /** Every group of a space. */
    async list(space: SpaceId): Promise<readonly Group[]> {
      const found: Group[] = []
      for await (const [, group] of store.collection(groups, space).entries(skipCorrupt)) found.push(group)
      return found
    },

    async create(group: Group): Promise<void> {
      const { id, place, organisers } = group
      const [by] = organisers
      await store.collection(spaces).set(place.space, place.space)
      await store.collection(auditedSpaces).set(place.space, place.space)
      const key = keyOf(place.space, id)
      const lines = by === undefined ? [] : toGroupLines(undefined, group, { by, at: now() })
      const audited = storedLines(lines, scopeOf(id))
      await withNextJob(group, now(), (nextJobs) =>
        store.transact(scopeOf(id), [key, ...audited.keys, ...nextJobs.map(jobKey)], () => ({
          changes: [put(key, group), ...audited.changes, ...nextJobs.map((job) => putJob(job, scopeOf(id)))],
          result: undefined,
        })),
      )
    },

    /**
     * Changes a group, and stores with it the job for what it has to do next and the sessions that are over.
     *
     * @param decide Pure: it may run again. What it throws is thrown, and nothing is changed.
     * @returns the changed group; `undefined` if the space has no such group.
     * @throws LeaseLostError if the lease that the change needs has ended.
     */
    async change(
      space: SpaceId,
      id: GroupId,
      decide: GroupDecision,
      { lease, newJobs = [], actor }: ChangeOptions = {},
    ): Promise<Group | undefined> {
      for (;;) {
        const before = await find(space, id)
        if (before === undefined) return undefined
        if (lease !== undefined && before.claim?.by !== lease) throw new LeaseLostError()
        const decided = decide(before)
        const { group, past } = 'group' in decided ? decided : { group: decided, past: [] }
        if (group === before) return before
        const next = { ...group, revision: before.revision + 1 }
        const isWritten = await withNextJob(next, now(), (nextJobs) =>
          replaceGroup(store, before, { next, past, jobs: [...newJobs, ...nextJobs], actor, at: now() }),
        )
        if (!isWritten) continue
        onChange(before, next, past)
        return next
      }
    },

    /** Sessions that are over, oldest first. */
    async history(id: GroupId): Promise<readonly Past[]> {
      const found: Past[] = []
      for await (const [, past] of store.collection(pasts, id).entries(skipCorrupt)) found.push(past)
      return found.toSorted((a, b) => a.session.start - b.session.start)
    },

    findPast: (id: GroupId, session: SessionId): Promise<Past | undefined> =>
      store.collection(pasts, id).get(session),

    /** @returns `undefined` if the session isn't over. */
    changePast(id: GroupId, session: SessionId, decide: (past: Past) => Past): Promise<Past | undefined> {
      const key = pastKey(id, session)
      return store.transact(scopeOf(id), [key], ([past]) => {
        const next = past && decide(past)
        return { changes: next === undefined ? [] : [put(key, next)], result: next }
      })
    },

    spaces: listSpaces,

    /** Records that a person used the id of a group from another space, once a day. */
    async recordForeignId({ person, place }: Caller, id: GroupId): Promise<void> {
      const at = now()
      for (const space of await listSpaces()) {
        const group = space === place.space ? undefined : await find(space, id)
        if (group === undefined) continue
        const about = { place: group.place, group: { id, name: group.name } }
        const line = { ...about, at, person, command: 'id of another space', changes: [] } as const
        await recordLine(store, line, foreignIdKey(id, person.id, at))
      }
    },

    /** Stores the job for what a group has to do next, should it have been lost. */
    async restoreJob(space: SpaceId, id: GroupId): Promise<void> {
      const group = await find(space, id)
      if (group === undefined) return
      await withNextJob(group, now(), (nextJobs) =>
        store.transact(scopeOf(id), nextJobs.map(jobKey), () => ({
          changes: nextJobs.map((job) => putJob(job, scopeOf(id))),
          result: undefined,
        })),
      )
    },
  }
}

export type GroupStore = ReturnType<typeof createGroupStore>

/** The records that replace those of a group. */
interface Replacement {
  readonly next: Group
  readonly past: readonly Past[]
  readonly jobs: readonly NewJob[]
  readonly actor: GroupActor | undefined
  /** In ms since 1970. */
  readonly at: number
}

/** @returns false if the group was changed in the meantime; nothing is written then. */
async function replaceGroup(
  store: Store,
  before: Group,
  { next, past, jobs, actor, at }: Replacement,
): Promise<boolean> {
  const { id, place } = next
  const scope = scopeOf(id)
  const key = keyOf(place.space, id)
  const endings = past.map((one) => ({ key: pastKey(id, one.session.id), one }))
  const lines = actor === undefined ? [] : toGroupLines(before, next, actor)
  const audited = storedLines(lines, scope)
  const published = await publishedAfter(store, { was: before, group: next, past }, at)
  const keys = [
    { ...key, kind: revisions },
    ...published.map(({ key }) => key),
    ...endings.map(({ key }) => key),
    ...audited.keys,
    ...jobs.map(jobKey),
  ] as const
  return store.transact(scope, keys, ([stored]) => {
    const isSame = stored?.revision === before.revision
    const changes = [
      put(key, next),
      ...published.map(({ key, calendar }) => put(key, calendar)),
      ...endings.map(({ key, one }) => put(key, one)),
      ...audited.changes,
      ...jobs.map((job) => putJob(job, scope)),
    ]
    return { changes: isSame ? changes : [], result: isSame }
  })
}
