import { createHash } from 'node:crypto'
import { type Person, PersonId, type SpaceId } from '../chat/caller.ts'
import { removeFromTally } from '../grid/tally.ts'
import type { Collection } from '../store/collection.ts'
import { skipCorrupt } from '../store/collection.ts'
import { jobKey, type NewJob, putJob } from '../store/job-store.ts'
import { type Change, put, removeKey, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import type { Ballot, VoterId } from './ballot.ts'
import { createBallotQueue, readBallots } from './ballot-queue.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
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
 * Polls on disk: one small head per poll with its running tally, one record per ballot. Whatever resolves is on disk.
 * Every lookup takes the space: a poll of another space is not there.
 *
 * @param onForeign Told when somebody asks for a poll of another space, with what they have copied or forged.
 */
export function createPollStore(store: Store, onForeign: (poll: PollId, asked: SpaceId) => void = () => {}) {
  const head = (id: PollId) => store.collection(heads, id).get('head')

  async function find(space: SpaceId, id: PollId): Promise<Poll | undefined> {
    const poll = await head(id)
    if (poll === undefined || poll.place.space === space) return poll
    onForeign(id, space)
    return undefined
  }

  /**
   * Makes a poll the one on its paper in its place, with `changes` in the same commit, unless another is open there.
   *
   * @returns the poll that has the place now: this one, or the one that is open.
   */
  async function takePlace(
    poll: Poll,
    keys: readonly TypedKey<unknown>[] = [],
    changes: readonly Change[] = [],
  ): Promise<Poll> {
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
    return isFree ? poll : takePlace(poll, keys, changes)
  }

  return {
    ...createBallotQueue(store),
    find,
    takePlace,

    /** For the page of a poll, whose address is given to people: the one lookup without a space. */
    findAnywhere: head,

    /**
     * Stores a new poll, unless the paper has an open one in the same place.
     *
     * @returns the poll that is open there now: this one, or the one that was.
     */
    async create(poll: Poll, due: readonly NewJob[]): Promise<Poll> {
      const { id, place } = poll
      await store.collection(spaces).set(place.space, place.space)
      const keys = [headKey(id), listKey(place.space, id), ...due.map(jobKey)]
      const jobs = due.map((job) => putJob(job, scopeOf(id)))
      return takePlace(poll, keys, [
        put(headKey(id), poll),
        put(listKey(place.space, id), toListedPoll(poll)),
        ...jobs,
      ])
    },

    /**
     * Changes a poll's head, and stores what is due because of it in the same commit.
     *
     * @param decide Pure: may run again. What it throws is thrown, and nothing is changed.
     * @returns nothing for a poll that isn't in that space.
     */
    change(
      id: PollId,
      space: SpaceId,
      due: readonly NewJob[],
      decide: (poll: Poll) => Poll,
    ): Promise<Poll | undefined> {
      const list = listKey(space, id)
      return store.transact(scopeOf(id), [headKey(id), list, ...due.map(jobKey)], ([before]) => {
        if (before?.place.space !== space) return { changes: [], result: undefined }
        const next = decide(before)
        if (next === before) return { changes: [], result: before }
        const changes = [put(headKey(id), next), ...due.map((job) => putJob(job, scopeOf(id)))]
        const isListed = next.paper === before.paper
        return { changes: isListed ? changes : [...changes, put(list, toListedPoll(next))], result: next }
      })
    },

    /** Removes a poll; its ballots are out of reach at once, and gone when the job is done. */
    remove(id: PollId, space: SpaceId, now: number): Promise<Poll | undefined> {
      const list = listKey(space, id)
      const jobOf = (rounds: number): NewJob => ({
        id: `shred/${id}`,
        task: { kind: 'shred', poll: id, rounds },
        due: now,
      })
      return store.transact(scopeOf(id), [headKey(id), list, jobKey(jobOf(0))], ([before]) => {
        if (before?.place.space !== space) return { changes: [], result: undefined }
        const job = putJob(jobOf(before.rounds.length), scopeOf(id))
        return { changes: [removeKey(headKey(id)), removeKey(list), job], result: before }
      })
    },

    /**
     * Takes a person out of a poll: every round's ballot with its count, the name of the opener, the expectation.
     *
     * @returns the poll, where the person was in it.
     */
    erasePerson(id: PollId, person: PersonId, voter: VoterId, rounds: number): Promise<Poll | undefined> {
      const keys = Array.from({ length: rounds }, (_, i) => ballotKey(id, i + 1, voter))
      return store.transact(scopeOf(id), [headKey(id), ...keys], ([poll, ...cast]) => {
        const next = poll && withoutPerson(poll, person, cast)
        if (next === undefined || next === poll) return { changes: [], result: undefined }
        const removals = keys.filter((_, i) => cast[i] !== undefined).map((key) => removeKey(key))
        return { changes: [put(headKey(id), next), ...removals], result: next }
      })
    },

    /** Removes the ballots of a poll that is gone. */
    async shred(id: PollId, rounds: number): Promise<void> {
      for (let round = 1; round <= rounds; round++)
        await store.collection(ballots, ballotsOf(id, round)).clear()
    },

    ballot: (poll: Poll, round: number, voter: VoterId) =>
      store.collection(ballots, ballotsOf(poll.id, round)).get(voter),

    ballotsAmong: (poll: Poll, round: number, voters: readonly VoterId[]) =>
      store.collection(ballots, ballotsOf(poll.id, round)).getMany(voters),

    /** All ballots of a round that can be read; the others are set aside and their voters can vote again. */
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

/** The poll without that person, whose ballots of the rounds are `cast`; the same poll where there is nothing of theirs. */
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
