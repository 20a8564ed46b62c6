import { createHash } from 'node:crypto'
import type { Caller, SpaceId } from '../chat/caller.ts'
import { type Collection, skipCorrupt } from '../store/collection.ts'
import { jobKey, type NewJob, putJob } from '../store/job-store.ts'
import { type Change, put, removeKey, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { createAnonymousStore } from './anonymous-store.ts'
import { auditKey, foreignIdKey, type NewAuditLine, putLine, recordLine, toPollLine } from './audit-line.ts'
import type { VoterId } from './ballot.ts'
import { createBallotQueue, readBallots } from './ballot-queue.ts'
import { createErasureStore } from './erasure-store.ts'
import { createOpenPolls, listIfOpen, openKey } from './open-polls.ts'
import { createOpenings } from './openings.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import { toShredJob } from './poll-jobs.ts'
import {
  ballots,
  ballotsOf,
  headKey,
  heads,
  latest,
  listKey,
  lists,
  scopeOf,
  spaces,
  toListedPoll,
} from './poll-records.ts'
import { withEdit } from './rounds.ts'

/**
 * Stores polls: one small head per poll with its running tally, one record per ballot. Writes are on disk when they
 * resolve. Lookups take the space and find no poll of another one.
 *
 * @param onForeign Called when a poll is looked up from another space, by a copied or forged id.
 */
export function createPollStore(store: Store, onForeign: (poll: PollId, space: SpaceId) => void = () => {}) {
  const head = (id: PollId) => store.collection(heads, id).get('head')

  async function find(space: SpaceId, id: PollId): Promise<Poll | undefined> {
    const poll = await head(id)
    if (poll === undefined || poll.place.space === space) return poll
    onForeign(id, space)
    return undefined
  }

  return {
    ...createBallotQueue(store),
    ...createOpenPolls(store),
    ...createOpenings(store),
    ...createAnonymousStore(store),
    ...createErasureStore(store),
    find,

    /** As {@link takePlace}, for a poll that is stored already. */
    takePlace: (poll: Poll) => takePlace({ store, find }, poll),

    /** The poll that is open on the same paper in the same place, or `undefined`. */
    findRival: async (poll: Poll) => (await findRival({ store, find }, poll)).open,

    /** The only lookup without a space, for the page of a poll: anyone who has its address may read it. */
    findAnywhere: head,

    /**
     * Stores a new poll and its jobs, unless the paper has an open poll in the same place.
     *
     * @returns the open poll: this one, or the one that was open before.
     */
    async create(poll: Poll, jobs: readonly NewJob[]): Promise<Poll> {
      const { id, place } = poll
      await store.collection(spaces).set(place.space, place.space)
      const keys = [headKey(id), listKey(place.space, id), openKey(place.space, id), ...jobs.map(jobKey)]
      return takePlace({ store, find }, poll, keys, [
        put(headKey(id), poll),
        put(listKey(place.space, id), toListedPoll(poll)),
        listIfOpen(poll),
        ...jobs.map((job) => putJob(job, scopeOf(id))),
      ])
    },

    /**
     * Changes a poll's head, and stores jobs and the act's line in the audit in the same commit.
     *
     * @param decide Pure: may run more than once. If it throws, the error passes through and nothing is changed.
     * @returns the changed poll; `undefined` if it does not exist in that space.
     */
    change(
      id: PollId,
      space: SpaceId,
      decide: (poll: Poll) => Poll,
      { jobs = [], toLine }: ChangeRecords = {},
    ): Promise<Poll | undefined> {
      const line = auditKey(space)
      const keys = [headKey(id), listKey(space, id), line, openKey(space, id), ...jobs.map(jobKey)] as const
      return store.transact(scopeOf(id), keys, ([before]) => {
        if (before?.place.space !== space) return { changes: [], result: undefined }
        const { changes, result } = decideChange(before, decide(before), jobs)
        const audited = result === before ? undefined : toLine?.(before, result)
        return {
          changes: audited === undefined ? changes : [...changes, putLine(line, audited, scopeOf(id))],
          result,
        }
      })
    },

    /** Removes a poll. Its ballots can't be reached from then on; a job removes them. */
    remove(
      id: PollId,
      space: SpaceId,
      now: number,
      toLine: (poll: Poll) => NewAuditLine,
    ): Promise<Poll | undefined> {
      const line = auditKey(space)
      const job = jobKey(toShredJob(id, 0, now))
      const keys = [headKey(id), listKey(space, id), openKey(space, id), job, line] as const
      return store.transact(scopeOf(id), keys, ([before]) => {
        if (before?.place.space !== space) return { changes: [], result: undefined }
        const { changes, result } = decideRemoval(before, now)
        return { changes: [...changes, putLine(line, toLine(before), scopeOf(id))], result }
      })
    },

    /** Stores a line in the audit about what changes nothing. */
    record: (line: NewAuditLine): Promise<void> => recordLine(store, line),

    /** Records that a person used the id of a poll from another space, once a day. */
    async recordForeignId(caller: Caller, id: PollId, at: number): Promise<void> {
      const poll = await head(id)
      if (poll === undefined || poll.place.space === caller.place.space) return
      const once = foreignIdKey(id, caller.person.id, at)
      await recordLine(store, toPollLine(poll, { command: 'id of another space', at, caller }), once)
    },

    ballot: (poll: Poll, round: number, voter: VoterId) =>
      store.collection(ballots, ballotsOf(poll.id, round)).get(voter),

    ballotsAmong: (poll: Poll, round: number, voters: readonly VoterId[]) =>
      store.collection(ballots, ballotsOf(poll.id, round)).getMany(voters),

    /** A round's readable ballots, as {@link readBallots}. */
    ballots: (poll: Poll, round: number) => readBallots(store, poll.id, round),

    /** Every poll of a space, in no particular order. */
    list: (space: SpaceId) => valuesOf(store.collection(lists, space)),

    /** Every space that ever had a poll. */
    spaces: () => valuesOf(store.collection(spaces)),
  }
}

/** Records stored with a change. */
export interface ChangeRecords {
  readonly jobs?: readonly NewJob[]
  /** The line in the audit. Pure, as `decide`. */
  readonly toLine?: (before: Poll, next: Poll) => NewAuditLine | undefined
}

export type PollStore = ReturnType<typeof createPollStore>

async function valuesOf<Value>(collection: Collection<Value>): Promise<readonly Value[]> {
  const found: Value[] = []
  for await (const [, value] of collection.entries(skipCorrupt)) found.push(value)
  return found
}

interface PlaceDeps {
  readonly store: Store
  readonly find: (space: SpaceId, id: PollId) => Promise<Poll | undefined>
}

/**
 * Makes a poll the current one on its paper in its place, with `changes` in the same commit, unless another is open
 * there.
 *
 * @returns the current one: this poll, or the one that is open.
 */
async function takePlace(
  deps: PlaceDeps,
  poll: Poll,
  keys: readonly TypedKey<unknown>[] = [],
  changes: readonly Change[] = [],
): Promise<Poll> {
  const { space } = poll.place
  const { place, last, open } = await findRival(deps, poll)
  if (open !== undefined) return open
  const key: TypedKey<PollId> = { kind: latest, scope: space, id: place }
  const isFree = await deps.store.transact(`latest:${space}/${place}`, [key, ...keys], ([now]) => {
    if (now !== last) return { changes: [], result: false }
    return { changes: [put(key, poll.id), ...changes], result: true }
  })
  return isFree ? poll : takePlace(deps, poll, keys, changes)
}

/** The key of a poll's paper in its place, the latest poll there, and that one if it is another and open. */
async function findRival({ store, find }: PlaceDeps, { id, paper, place: { space, channel, thread } }: Poll) {
  const place = digest([channel, thread ?? '', paper.id])
  const last = await store.collection(latest, space).get(place)
  const other = last === undefined || last === id ? undefined : await find(space, last)
  const open = other !== undefined && currentRound(other).state === 'open' ? other : undefined
  return { place, last, open }
}

/** Stores the changed head, the jobs, and the list's entry if the paper has changed. */
function decideChange(before: Poll, changed: Poll, jobs: readonly NewJob[]) {
  if (changed === before) return { changes: [], result: before }
  const next = changed.revision === before.revision ? changed : withEdit(changed)
  const { id, place } = next
  const changes = [put(headKey(id), next), ...jobs.map((job) => putJob(job, scopeOf(id)))]
  if (currentRound(next).state !== currentRound(before).state) changes.push(listIfOpen(next))
  if (next.paper !== before.paper) changes.push(put(listKey(place.space, id), toListedPoll(next)))
  return { changes, result: next }
}

function decideRemoval(poll: Poll, now: number) {
  const { id, place, rounds } = poll
  const job = putJob(toShredJob(id, rounds.length, now), scopeOf(id))
  const removed = [headKey(id), listKey(place.space, id), openKey(place.space, id)].map(removeKey)
  return { changes: [...removed, job], result: poll }
}

const digest = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
