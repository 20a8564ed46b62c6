import { setImmediate } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import type { SpaceId } from '../chat/caller.ts'
import { tooBusy } from '../chat/errors.ts'
import { tallyOf } from '../grid/tally.ts'
import { maxPending } from '../limits.ts'
import { skipCorrupt } from '../store/collection.ts'
import { CorruptRecord } from '../store/quarantine.ts'
import { put, removeKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { countAudienceVotes } from './audience-votes.ts'
import { type Ballot, VoterId } from './ballot.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import { ballotKey, ballots, ballotsOf, headKey, heads, scopeOf, withBallot } from './poll-records.ts'
import { withRound } from './rounds.ts'

/** Maximum number of ballots per commit. */
const maxBatch = 64
/** Polls that are voted in at the same time. */
const maxKnown = 1000

/** The parts of a poll that a vote needs before it is stored: none changes, except the round and whether it is sealed. */
export interface VotedPoll
  extends Pick<Poll, 'id' | 'place' | 'visibility' | 'hasOldPseudonyms' | 'sealedAt'> {
  /** The number of the round that people voted in last, as far as this process knows. */
  readonly round: number
}

/** The result of casting or withdrawing a ballot. */
export type CastOutcome =
  | { readonly kind: 'stored'; readonly poll: Poll; readonly ballot?: Ballot; readonly before?: Ballot }
  | { readonly kind: 'closed' }
  | { readonly kind: 'unknown' }

/** Returns the ballot that replaces `before`; `undefined` withdraws it. Pure: may run more than once. */
export type Decide = (poll: Poll, before: Ballot | undefined) => Ballot | undefined

interface Cast {
  readonly space: SpaceId
  readonly voter: VoterId
  readonly decide: Decide
  readonly resolve: (outcome: CastOutcome) => void
  readonly reject: (fault: unknown) => void
}

/** The result of one cast inside a commit. A throw is a value here, so that it doesn't fail the other casts. */
type CastDecision = CastOutcome | { readonly kind: 'thrown'; readonly fault: unknown }

/**
 * Stores ballots. Ballots waiting for the same poll share a commit, which keeps simultaneous votes cheap.
 */
export function createBallotQueue(store: Store) {
  const waiting = new Map<PollId, Cast[]>()
  const working = new Set<PollId>()
  let waitingCount = 0
  /** Each poll as of its last commit here. Its round is only a guess for the next one, which the commit checks. */
  const known = new LRUCache<PollId, VotedPoll>({ max: maxKnown })
  const roundOf = (id: PollId) => known.peek(id)?.round ?? 1

  async function drain(id: PollId): Promise<void> {
    working.add(id)
    try {
      // A commit stops everything else, so all votes that have arrived are read before it.
      await setImmediate()
      for (let casts = takeBatch(id); casts.length > 0; casts = takeBatch(id)) await settle(id, casts)
    } finally {
      working.delete(id)
    }
  }

  function takeBatch(id: PollId): Cast[] {
    const casts = waiting.get(id)?.splice(0, maxBatch) ?? []
    if (casts.length === 0) waiting.delete(id)
    waitingCount -= casts.length
    return casts
  }

  async function settle(id: PollId, casts: readonly Cast[]): Promise<void> {
    try {
      const decided = await commit(id, casts).catch((fault: unknown) => repairAndCommit(id, casts, fault))
      casts.forEach(({ resolve, reject }, i) => {
        const outcome = decided[i] ?? { kind: 'unknown' }
        if (outcome.kind === 'thrown') reject(outcome.fault)
        else resolve(outcome)
      })
    } catch (fault) {
      for (const { reject } of casts) reject(fault)
    }
  }

  async function commit(id: PollId, casts: readonly Cast[]): Promise<readonly CastDecision[]> {
    const round = roundOf(id)
    const voters = [...new Set(casts.map(({ voter }) => voter))]
    const keys = voters.map((voter) => ballotKey(id, round, voter))
    const result = await store.transact(scopeOf(id), [headKey(id), ...keys], ([before, ...stored]) => {
      if (before === undefined)
        return { changes: [], result: casts.map(() => ({ kind: 'unknown' }) as const) }
      if (currentRound(before).number !== round) return { changes: [], result: before }
      const ballots = new Map(voters.map((voter, i) => [voter, stored[i]]))
      const { poll, outcomes } = decideAll(before, casts, ballots)
      if (poll === before) return { changes: [], result: outcomes }
      const changes = voters.map((voter) => {
        const ballot = ballots.get(voter)
        const key = ballotKey(id, round, voter)
        return ballot === undefined ? removeKey(key) : put(key, ballot)
      })
      return { changes: [put(headKey(id), poll), ...changes], result: outcomes }
    })
    if ('id' in result) {
      known.set(id, toVotedPoll(result))
      return commit(id, casts)
    }
    const stored = result.findLast((outcome) => outcome.kind === 'stored')
    if (stored !== undefined) known.set(id, toVotedPoll(stored.poll))
    else if (result.some(({ kind }) => kind !== 'thrown')) known.delete(id)
    return result
  }

  /** Drops a corrupt ballot from the tally, so that the new one can replace it. */
  async function repairAndCommit(id: PollId, casts: readonly Cast[], fault: unknown) {
    if (!(fault instanceof CorruptRecord) || fault.kind !== ballots.name) throw fault
    await store.collection(ballots, ballotsOf(id, roundOf(id))).delete(fault.id)
    await recount(id)
    return commit(id, casts)
  }

  /** Recomputes the current round's counts from its readable ballots. */
  async function recount(id: PollId): Promise<void> {
    const before = await store.collection(heads, id).get('head')
    if (before === undefined) return
    const stored = await readBallots(store, id, currentRound(before).number)
    const tally = tallyOf([...stored.values()].map(({ answers }) => answers.stance))
    const isDone = await store.transact(scopeOf(id), [headKey(id)], ([poll]) => {
      if (poll?.revision !== before.revision) return { changes: [], result: poll === undefined }
      const { audienceVotes: _, ...round } = currentRound(poll)
      const counts = { tally, ...countAudienceVotes(stored.values()) }
      return { changes: [put(headKey(id), withRound(poll, { ...round, ...counts }))], result: true }
    })
    if (!isDone) await recount(id)
  }

  return {
    /** The poll as a vote needs it, read only if this process has stored no vote in it lately; `undefined` if unknown. */
    async findToVote(id: PollId): Promise<VotedPoll | undefined> {
      const found = known.get(id)
      if (found !== undefined) return found
      const poll = await store.collection(heads, id).get('head')
      if (poll === undefined) return undefined
      const read = toVotedPoll(poll)
      known.set(id, read)
      return read
    },

    /**
     * Casts, replaces or withdraws a ballot; on disk when it resolves. Errors of `decide` pass through.
     *
     * @throws UserError if too many ballots are waiting.
     */
    cast(id: PollId, space: SpaceId, voter: VoterId, decide: Decide): Promise<CastOutcome> {
      if (waitingCount >= maxPending.votes) return Promise.reject(tooBusy())
      waitingCount += 1
      return new Promise((resolve, reject) => {
        const queue = waiting.get(id) ?? []
        waiting.set(id, queue)
        queue.push({ space, voter, decide, resolve, reject })
        if (!working.has(id)) void drain(id)
      })
    },
  }
}

function toVotedPoll(poll: Poll): VotedPoll {
  const { id, place, visibility, hasOldPseudonyms, sealedAt } = poll
  return {
    ...{ id, place, visibility },
    ...(hasOldPseudonyms !== undefined && { hasOldPseudonyms }),
    ...(sealedAt !== undefined && { sealedAt }),
    round: currentRound(poll).number,
  }
}

/** Decides casts one after another. @param ballots Those of their voters before it, and after it. */
function decideAll(before: Poll, casts: readonly Cast[], ballots: Map<VoterId, Ballot | undefined>) {
  let poll = before
  const outcomes = casts.map((cast): CastDecision => {
    const outcome = decideCast(poll, cast, ballots.get(cast.voter))
    if (outcome.kind === 'stored') {
      poll = outcome.poll
      ballots.set(cast.voter, outcome.ballot)
    }
    return outcome
  })
  return { poll, outcomes }
}

function decideCast(poll: Poll, { space, voter, decide }: Cast, before: Ballot | undefined): CastDecision {
  if (poll.place.space !== space) return { kind: 'unknown' }
  if (currentRound(poll).state === 'closed') return { kind: 'closed' }
  try {
    const ballot = decide(poll, before)
    return {
      kind: 'stored',
      poll: withBallot(poll, voter, before, ballot),
      ...(ballot !== undefined && { ballot }),
      ...(before !== undefined && { before }),
    }
  } catch (fault) {
    return { kind: 'thrown', fault }
  }
}

/** A round's readable ballots. Corrupt ones are quarantined, and their voters can vote again. */
export async function readBallots(
  store: Store,
  id: PollId,
  round: number,
): Promise<ReadonlyMap<VoterId, Ballot>> {
  const found = new Map<VoterId, Ballot>()
  for await (const [voter, ballot] of store.collection(ballots, ballotsOf(id, round)).entries(skipCorrupt))
    found.set(VoterId.parse(voter), ballot)
  return found
}
