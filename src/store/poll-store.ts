import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Person, PersonId, type SpaceId } from '../chat/caller.ts'
import { counted, tallyOf, uncounted } from '../disagreement/tally.ts'
import { Paper } from '../paper/paper.ts'
import { Ballot, VoterId } from '../poll/ballot.ts'
import { currentRound, Poll, PollId } from '../poll/poll.ts'
import { changed, withRound } from '../poll/rounds.ts'
import { type Due, jobKey, newJob } from './job-store.ts'
import { CorruptRecord, type Kind, put, removal, type Store, type TypedKey } from './store.ts'

/** How many ballots share one commit at the most. */
const mostCombined = 64

const heads: Kind<Poll> = { name: 'poll', schema: Poll }
const ballots: Kind<Ballot> = { name: 'ballot', schema: Ballot }

const Listed = z
  .object({
    v: z.literal(1),
    id: PollId,
    openedAt: z.int(),
    channel: z.string(),
    thread: z.string().optional(),
    paper: Paper,
  })
  .readonly()
/** A poll in the list of its space. */
export type Listed = z.infer<typeof Listed>
const lists: Kind<Listed> = { name: 'polls', schema: Listed }
const spaces: Kind<string> = { name: 'spaces', schema: z.string() }
/** The latest poll on one paper in one place. */
const latest: Kind<PollId> = { name: 'latest', schema: PollId }

/** A record that can't be read is set aside by the store; it must not hide the others. */
const leaveOut = () => {}

const headKey = (poll: PollId): TypedKey<Poll> => ({ kind: heads, scope: poll, id: 'head' })
const ballotsOf = (poll: PollId, round: number) => `${poll}/${round}`
const ballotKey = (poll: PollId, round: number, voter: VoterId): TypedKey<Ballot> => ({
  kind: ballots,
  scope: ballotsOf(poll, round),
  id: voter,
})
const listKey = (space: SpaceId, id: PollId): TypedKey<Listed> => ({ kind: lists, scope: space, id })
const scopeOf = (poll: PollId) => `poll:${poll}`

/** What became of a ballot. */
export type CastOutcome<Refused> =
  | {
      readonly kind: 'stored'
      readonly poll: Poll
      readonly ballot: Ballot | undefined
      readonly before: Ballot | undefined
    }
  | { readonly kind: 'refused'; readonly why: Refused }
  | { readonly kind: 'unknown' }

interface Cast {
  readonly space: SpaceId
  readonly voter: VoterId
  /** The ballot that replaces the one before (`undefined` withdraws it), or why not. Pure: may run again. */
  readonly decide: (
    poll: Poll,
    before: Ballot | undefined,
  ) => { ballot: Ballot | undefined } | { refused: unknown }
  readonly resolve: (outcome: CastOutcome<unknown>) => void
  readonly reject: (fault: unknown) => void
}

/**
 * Polls on disk: one small head per poll with its running tally, one record per ballot. Whatever resolves is on disk.
 * Every lookup takes the space: a poll of another space is not there.
 */
export function createPollStore(store: Store) {
  const waiting = new Map<PollId, Cast[]>()
  const working = new Set<PollId>()
  /** The round that ballots went to last; only a guess, checked in the commit. */
  const guesses = new Map<PollId, number>()

  const head = (id: PollId) => store.collection(heads, id).get('head')

  async function find(space: SpaceId, id: PollId): Promise<Poll | undefined> {
    const poll = await head(id)
    return poll?.place.space === space ? poll : undefined
  }

  async function work(id: PollId): Promise<void> {
    working.add(id)
    try {
      for (let casts = take(id); casts.length > 0; casts = take(id)) {
        const outcomes = await commit(id, casts).catch((fault: unknown) => mend(id, casts, fault))
        casts.forEach((cast, i) => {
          if ('fault' in outcomes) cast.reject(outcomes.fault)
          else cast.resolve(outcomes[i] ?? { kind: 'unknown' })
        })
      }
    } finally {
      working.delete(id)
    }
  }

  function take(id: PollId): Cast[] {
    const casts = waiting.get(id)?.splice(0, mostCombined) ?? []
    if (casts.length === 0) waiting.delete(id)
    return casts
  }

  async function commit(id: PollId, casts: readonly Cast[]): Promise<CastOutcome<unknown>[]> {
    const round = guesses.get(id) ?? 1
    const voters = [...new Set(casts.map(({ voter }) => voter))]
    const keys = voters.map((voter) => ballotKey(id, round, voter))
    const result = await store.transact(scopeOf(id), [headKey(id), ...keys], ([first, ...rest]) => {
      const before = first as Poll | undefined
      if (before === undefined)
        return { changes: [], result: casts.map(() => ({ kind: 'unknown' }) as const) }
      const actual = currentRound(before).number
      if (actual !== round) return { changes: [], result: actual }
      const known = new Map(voters.map((voter, i) => [voter, rest[i] as Ballot | undefined]))
      let poll = before
      const outcomes = casts.map((cast): CastOutcome<unknown> => {
        if (cast.space !== poll.place.space) return { kind: 'unknown' }
        const ballotBefore = known.get(cast.voter)
        const decided = cast.decide(poll, ballotBefore)
        if ('refused' in decided) return { kind: 'refused', why: decided.refused }
        poll = withBallot(poll, ballotBefore, decided.ballot)
        known.set(cast.voter, decided.ballot)
        return { kind: 'stored', poll, ballot: decided.ballot, before: ballotBefore }
      })
      if (poll === before) return { changes: [], result: outcomes }
      const changes = voters.map((voter, i) => {
        const key = keys[i] ?? ballotKey(id, round, voter)
        const ballot = known.get(voter)
        return ballot === undefined ? removal(key) : put(key, ballot)
      })
      return { changes: [put(headKey(id), poll), ...changes], result: outcomes }
    })
    if (typeof result !== 'number') return result
    if (guesses.size > 1000) guesses.clear()
    guesses.set(id, result)
    return commit(id, casts)
  }

  /** A ballot that can't be read is left out of the tally, and the new one takes its place. */
  async function mend(id: PollId, casts: readonly Cast[], fault: unknown) {
    if (!(fault instanceof CorruptRecord) || fault.kind !== ballots.name) return { fault }
    try {
      const round = guesses.get(id) ?? 1
      await store.collection(ballots, ballotsOf(id, round)).delete(fault.id)
      await recount(id)
      return await commit(id, casts)
    } catch (fault) {
      return { fault }
    }
  }

  /** Reckons the current round's tally again from the ballots that can be read. */
  async function recount(id: PollId): Promise<void> {
    const before = await head(id)
    if (before === undefined) return
    const { number } = currentRound(before)
    const tally = tallyOf([...(await ballotsIn(id, number)).values()].map(({ answers }) => answers.stance))
    const isDone = await store.transact(scopeOf(id), [headKey(id)], ([poll]) => {
      if (poll === undefined || poll.revision !== before.revision)
        return { changes: [], result: poll === undefined }
      return { changes: [put(headKey(id), withRound(poll, { ...currentRound(poll), tally }))], result: true }
    })
    if (!isDone) await recount(id)
  }

  async function ballotsIn(id: PollId, round: number): Promise<ReadonlyMap<VoterId, Ballot>> {
    const found = new Map<VoterId, Ballot>()
    for await (const [voter, ballot] of store.collection(ballots, ballotsOf(id, round)).entries(leaveOut))
      found.set(VoterId.parse(voter), ballot)
    return found
  }

  return {
    find,

    /** For the page of a poll, whose address is given to people: the one lookup without a space. */
    findAnywhere: head,

    /**
     * Stores a new poll, unless the paper has an open one in the same place.
     *
     * @returns the poll that is open there now: this one, or the one that was.
     */
    async create(poll: Poll, due: readonly Due[]): Promise<Poll> {
      const { space, channel, thread } = poll.place
      const place = digest([channel, thread ?? '', poll.paper.id])
      const lastKey: TypedKey<PollId> = { kind: latest, scope: space, id: place }
      const keys = [lastKey, headKey(poll.id), listKey(space, poll.id), ...due.map(jobKey)]
      await store.collection(spaces).set(space, space)
      const last = await store.collection(latest, space).get(lastKey.id)
      const open = last === undefined ? undefined : await find(space, last)
      if (open !== undefined && currentRound(open).state === 'open') return open
      const isFirst = await store.transact(`latest:${space}/${place}`, keys, ([now]) => {
        if (now !== last) return { changes: [], result: false }
        const jobs = due.map((job) => newJob(job, scopeOf(poll.id)))
        const list = put(listKey(space, poll.id), listed(poll))
        return { changes: [put(lastKey, poll.id), put(headKey(poll.id), poll), list, ...jobs], result: true }
      })
      return isFirst ? poll : this.create(poll, due)
    },

    /** Casts, replaces or withdraws a ballot. Ballots that wait for the same poll share a commit. */
    cast<Refused>(
      id: PollId,
      space: SpaceId,
      voter: VoterId,
      decide: (
        poll: Poll,
        before: Ballot | undefined,
      ) => { ballot: Ballot | undefined } | { refused: Refused },
    ): Promise<CastOutcome<Refused>> {
      return new Promise((resolve, reject) => {
        const queue = waiting.get(id) ?? []
        waiting.set(id, queue)
        queue.push({ space, voter, decide, resolve: resolve as Cast['resolve'], reject })
        if (!working.has(id)) void work(id)
      })
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
      due: readonly Due[],
      decide: (poll: Poll) => Poll,
    ): Promise<Poll | undefined> {
      const list = listKey(space, id)
      return store.transact(scopeOf(id), [headKey(id), list, ...due.map(jobKey)], ([before]) => {
        const poll = before as Poll | undefined
        if (poll === undefined || poll.place.space !== space) return { changes: [], result: undefined }
        const next = decide(poll)
        if (next === poll) return { changes: [], result: poll }
        const changes = [put(headKey(id), next), ...due.map((job) => newJob(job, scopeOf(id)))]
        const isListed = next.paper === poll.paper
        return { changes: isListed ? changes : [...changes, put(list, listed(next))], result: next }
      })
    },

    /** Removes a poll; its ballots are out of reach at once, and gone when the job is done. */
    remove(id: PollId, space: SpaceId, now: number): Promise<Poll | undefined> {
      const list = listKey(space, id)
      const jobOf = (rounds: number): Due => ({
        id: `shred/${id}`,
        task: { kind: 'shred', poll: id, rounds },
        due: now,
      })
      return store.transact(scopeOf(id), [headKey(id), list, jobKey(jobOf(0))], ([before]) => {
        const poll = before as Poll | undefined
        if (poll === undefined || poll.place.space !== space) return { changes: [], result: undefined }
        const job = newJob(jobOf(poll.rounds.length), scopeOf(id))
        return { changes: [removal(headKey(id)), removal(list), job], result: poll }
      })
    },

    /**
     * Takes a person out of a poll: every round's ballot with its count, the name of the opener, the expectation.
     *
     * @returns the poll, where the person was in it.
     */
    forget(id: PollId, person: PersonId, voter: VoterId, rounds: number): Promise<Poll | undefined> {
      const keys = Array.from({ length: rounds }, (_, i) => ballotKey(id, i + 1, voter))
      return store.transact(scopeOf(id), [headKey(id), ...keys], ([before, ...found]) => {
        const poll = before as Poll | undefined
        const cast = found.map((ballot) => ballot as Ballot | undefined)
        const next = poll && without(poll, person, cast)
        if (next === undefined || next === poll) return { changes: [], result: undefined }
        const removals = keys.filter((_, i) => cast[i] !== undefined).map((key) => removal(key))
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
    ballots: (poll: Poll, round: number) => ballotsIn(poll.id, round),

    recount,

    /** Every poll of a space, in no particular order. */
    async list(space: SpaceId): Promise<readonly Listed[]> {
      const found: Listed[] = []
      for await (const [, listed] of store.collection(lists, space).entries(leaveOut)) found.push(listed)
      return found
    },

    /** Every space that ever had a poll. */
    async spaces(): Promise<readonly SpaceId[]> {
      const found: SpaceId[] = []
      for await (const [, space] of store.collection(spaces).entries(leaveOut)) found.push(space as SpaceId)
      return found
    },
  }
}

export type PollStore = ReturnType<typeof createPollStore>

function withBallot(poll: Poll, before: Ballot | undefined, after: Ballot | undefined): Poll {
  if (before === undefined && after === undefined) return poll
  const round = currentRound(poll)
  const without = before === undefined ? round.tally : uncounted(round.tally, before.answers.stance)
  const tally = after === undefined ? without : counted(without, after.answers.stance)
  return withRound(poll, { ...round, tally })
}

/** The poll without that person, whose ballots of the rounds are `cast`; the same poll where there is nothing of theirs. */
function without(poll: Poll, person: PersonId, cast: readonly (Ballot | undefined)[]): Poll {
  const isIn = poll.opener.id === person || poll.expected.includes(person) || cast.some(Boolean)
  if (!isIn) return poll
  const rounds = poll.rounds.map((round, i) => {
    const ballot = cast[i]
    return ballot === undefined ? round : { ...round, tally: uncounted(round.tally, ballot.answers.stance) }
  })
  const opener = poll.opener.id === person ? nobody(poll) : poll.opener
  return changed({ ...poll, rounds, opener, expected: poll.expected.filter((id) => id !== person) })
}

const nobody = ({ place }: Poll): Person => ({
  id: PersonId.parse(`${place.platform}:forgotten`),
  name: 'Somebody',
})

const digest = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url')

const listed = ({ id, openedAt, place, paper }: Poll): Listed => ({
  v: 1,
  id,
  openedAt,
  channel: place.channel,
  ...(place.thread !== undefined && { thread: place.thread }),
  paper,
})
