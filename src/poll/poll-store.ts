import { createHash } from 'node:crypto'
import type { Caller, SpaceId } from '../chat/caller.ts'
import type { Paper } from '../paper/paper.ts'
import { skipCorrupt } from '../store/collection.ts'
import { jobKey, type NewJob, putJob } from '../store/job-store.ts'
import { ifReadable } from '../store/quarantine.ts'
import { type Change, put, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { createAnonymousStore } from './anonymous-store.ts'
import { foreignIdKey, type NewAuditLine, recordLine, toPollLine } from './audit-line.ts'
import type { VoterId } from './ballot.ts'
import { createBallotQueue, readBallots } from './ballot-queue.ts'
import { createErasureStore } from './erasure-store.ts'
import { createImportStore } from './import-store.ts'
import { createIndexing } from './index-older.ts'
import { rowsOf, toIndexedPoll } from './index-records.ts'
import { linkRowsToChange } from './link-records.ts'
import { createLinkStore } from './link-store.ts'
import { memoryRowsOf, nothingSaid } from './memory-rows.ts'
import { createMemoryStore } from './memory-store.ts'
import { createOpenPolls, listIfOpen, openKey } from './open-polls.ts'
import { createOpenings } from './openings.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import { createPollChanges } from './poll-changes.ts'
import { createPollIndex } from './poll-index.ts'
import {
  ballots,
  ballotsOf,
  headKey,
  heads,
  type ListedPoll,
  latest,
  listKey,
  lists,
  scopeOf,
  spaces,
  toListedPoll,
} from './poll-records.ts'
import { type PolledPlace, polledPlaces } from './polled-places.ts'
import { createReplyStore } from './reply-store.ts'

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

  const indexing = createIndexing(store)

  return {
    ...createPollIndex(store, indexing.isBehind),
    ...createPollChanges(store),
    indexing,
    ...createBallotQueue(store),
    ...createOpenPolls(store),
    ...createOpenings(store),
    ...createAnonymousStore(store),
    ...createErasureStore(store),
    ...createLinkStore(store),
    ...createMemoryStore(store, indexing.isBehind),
    ...createImportStore(store),
    ...createReplyStore(store),
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
      const { links: _, ...unlinked } = poll
      const rows = [
        ...rowsOf(toIndexedPoll(poll)),
        ...memoryRowsOf(poll, nothingSaid),
        ...linkRowsToChange(unlinked, poll),
      ]
      const keys = [
        ...[headKey(id), listKey(place.space, id), openKey(place.space, id)],
        ...rows.map(({ key }) => key),
        ...jobs.map(jobKey),
      ]
      return takePlace({ store, find }, poll, keys, [
        ...rows.map(({ change }) => change),
        put(headKey(id), poll),
        put(listKey(place.space, id), toListedPoll(poll)),
        listIfOpen(poll),
        ...jobs.map((job) => putJob(job, scopeOf(id))),
      ])
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

    ballot: (poll: Pick<Poll, 'id'>, round: number, voter: VoterId) =>
      store.collection(ballots, ballotsOf(poll.id, round)).get(voter),

    ballotsAmong: (poll: Poll, round: number, voters: readonly VoterId[]) =>
      store.collection(ballots, ballotsOf(poll.id, round)).getMany(voters),

    /** A round's readable ballots, as {@link readBallots}. */
    ballots: (poll: Pick<Poll, 'id'>, round: number) => readBallots(store, poll.id, round),

    /** The papers of listed polls, in their order, of those that can be read. */
    async papersOf(space: SpaceId, polls: readonly Pick<ListedPoll, 'id'>[]): Promise<readonly Paper[]> {
      const listed = store.collection(lists, space)
      const found = await Promise.all(polls.map(({ id }) => ifReadable(listed.get(id))))
      return found.flatMap((one) => one?.paper ?? [])
    },

    /** Every poll of a space, in no particular order. Other work goes on meanwhile. */
    async *list(space: SpaceId): AsyncIterable<ListedPoll> {
      for await (const [, listed] of store.collection(lists, space).entries(skipCorrupt)) yield listed
    },

    /** The channels and threads of a space that have polls. */
    polledPlaces: async (space: SpaceId): Promise<readonly PolledPlace[]> =>
      (await polledPlaces(store, space)).filter((place) => place.space === space),

    /** Every space that ever had a poll. */
    async spaces(): Promise<readonly SpaceId[]> {
      const found: SpaceId[] = []
      for await (const [, space] of store.collection(spaces).entries(skipCorrupt)) found.push(space)
      return found
    },
  }
}

export type PollStore = ReturnType<typeof createPollStore>

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

const digest = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
