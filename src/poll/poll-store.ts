import { createHash } from 'node:crypto'
import { type Person, PersonId, type SpaceId } from '../chat/caller.ts'
import { removeFromTally } from '../grid/tally.ts'
import { type Collection, skipCorrupt } from '../store/collection.ts'
import { jobKey, type NewJob, putJob } from '../store/job-store.ts'
import { type Change, put, removeKey, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import type { Ballot, VoterId } from './ballot.ts'
import { createBallotQueue, readBallots } from './ballot-queue.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import { toShredJob } from './poll-jobs.ts'
import {
  ballotKey,
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
import { withNextRevision } from './rounds.ts'

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
    find,

    /** As {@link takePlace}, for a poll that is stored already. */
    takePlace: (poll: Poll) => takePlace({ store, find }, poll),

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
      const keys = [headKey(id), listKey(place.space, id), ...jobs.map(jobKey)]
      return takePlace({ store, find }, poll, keys, [
        put(headKey(id), poll),
        put(listKey(place.space, id), toListedPoll(poll)),
        ...jobs.map((job) => putJob(job, scopeOf(id))),
      ])
    },

    /**
     * Changes a poll's head and stores `jobs` in the same commit.
     *
     * @param decide Pure: may run more than once. If it throws, the error passes through and nothing is changed.
     * @returns the changed poll; `undefined` if it does not exist in that space.
     */
    change(
      id: PollId,
      space: SpaceId,
      jobs: readonly NewJob[],
      decide: (poll: Poll) => Poll,
    ): Promise<Poll | undefined> {
      const keys = [headKey(id), listKey(space, id), ...jobs.map(jobKey)] as const
      return store.transact(scopeOf(id), keys, ([before]) =>
        before?.place.space === space
          ? decideChange(before, decide(before), jobs)
          : { changes: [], result: undefined },
      )
    },

    /** Removes a poll. Its ballots can't be reached from then on; a job removes them. */
    remove(id: PollId, space: SpaceId, now: number): Promise<Poll | undefined> {
      const keys = [headKey(id), listKey(space, id), jobKey(toShredJob(id, 0, now))] as const
      return store.transact(scopeOf(id), keys, ([before]) =>
        before?.place.space === space ? decideRemoval(before, now) : { changes: [], result: undefined },
      )
    },

    /**
     * Removes a person from a poll: their ballots with their counts, their name as the opener, and from the expected.
     *
     * @returns the changed poll; `undefined` if it had no data of theirs.
     */
    erasePerson(id: PollId, person: PersonId, voter: VoterId, rounds: number): Promise<Poll | undefined> {
      const keys = Array.from({ length: rounds }, (_, i) => ballotKey(id, i + 1, voter))
      return store.transact(scopeOf(id), [headKey(id), ...keys], ([poll, ...cast]) =>
        poll === undefined ? { changes: [], result: undefined } : decideErasure(poll, person, keys, cast),
      )
    },

    /** Removes the ballots of a deleted poll. */
    async shred(id: PollId, rounds: number): Promise<void> {
      for (let round = 1; round <= rounds; round++)
        await store.collection(ballots, ballotsOf(id, round)).clear()
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
  const { store, find } = deps
  const { space, channel, thread } = poll.place
  const place = digest([channel, thread ?? '', poll.paper.id])
  const key: TypedKey<PollId> = { kind: latest, scope: space, id: place }
  const last = await store.collection(latest, space).get(place)
  const open = last === undefined || last === poll.id ? undefined : await find(space, last)
  if (open !== undefined && currentRound(open).state === 'open') return open
  const isFree = await store.transact(`latest:${space}/${place}`, [key, ...keys], ([now]) => {
    if (now !== last) return { changes: [], result: false }
    return { changes: [put(key, poll.id), ...changes], result: true }
  })
  return isFree ? poll : takePlace(deps, poll, keys, changes)
}

/** Stores the changed head, the jobs, and the list's entry if the paper has changed. */
function decideChange(before: Poll, next: Poll, jobs: readonly NewJob[]) {
  if (next === before) return { changes: [], result: before }
  const { id, place } = next
  const changes = [put(headKey(id), next), ...jobs.map((job) => putJob(job, scopeOf(id)))]
  if (next.paper !== before.paper) changes.push(put(listKey(place.space, id), toListedPoll(next)))
  return { changes, result: next }
}

function decideRemoval(poll: Poll, now: number) {
  const { id, place, rounds } = poll
  const job = putJob(toShredJob(id, rounds.length, now), scopeOf(id))
  return { changes: [removeKey(headKey(id)), removeKey(listKey(place.space, id)), job], result: poll }
}

/** @param cast The person's ballots by round, stored under `keys`. */
function decideErasure(
  poll: Poll,
  person: PersonId,
  keys: readonly TypedKey<Ballot>[],
  cast: readonly (Ballot | undefined)[],
) {
  const next = withoutPerson(poll, person, cast)
  if (next === poll) return { changes: [], result: undefined }
  const removals = keys.filter((_, i) => cast[i] !== undefined).map((key) => removeKey(key))
  return { changes: [put(headKey(poll.id), next), ...removals], result: next }
}

/**
 * The poll without that person; the same object if it has no data of theirs.
 *
 * @param cast The person's ballots by round.
 */
function withoutPerson(poll: Poll, person: PersonId, cast: readonly (Ballot | undefined)[]): Poll {
  const isIn = poll.opener.id === person || poll.expected.includes(person) || cast.some(Boolean)
  if (!isIn) return poll
  const rounds = poll.rounds.map((round, i) => {
    const ballot = cast[i]
    return ballot === undefined
      ? round
      : { ...round, tally: removeFromTally(round.tally, ballot.answers.stance) }
  })
  const opener = poll.opener.id === person ? toErasedPerson(poll) : poll.opener
  return withNextRevision({ ...poll, rounds, opener, expected: poll.expected.filter((id) => id !== person) })
}

const toErasedPerson = ({ place }: Poll): Person => ({
  id: PersonId.parse(`${place.platform}:forgotten`),
  name: 'Somebody',
})

const digest = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
