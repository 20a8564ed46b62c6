import { skipCorrupt } from '../store/collection.ts'
import { put, removeKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { type CruxId, VoterId } from './ballot.ts'
import { createLooseVoter } from './erase-person.ts'
import type { CruxOutcome } from './extra-answers.ts'
import type { Poll, PollId, Round } from './poll.ts'
import { ballotKey, headKey, scopeOf } from './poll-records.ts'
import { type CountedReplies, emptyReply, type Reply } from './reply.ts'
import { countedKey, countedReplies, replies, repliesOf, replyKey } from './reply-records.ts'
import { withoutSharedCruxes } from './shared-cruxes.ts'

/** A reply that was stored, or why it was not. */
type ReplyOutcome =
  | { readonly kind: 'stored'; readonly poll: Poll; readonly reply: Reply }
  | { readonly kind: 'no ballot' }
  | { readonly kind: 'unknown' }

interface NewReply {
  readonly id: PollId
  readonly round: number
  readonly voter: VoterId
  /** Pure: may run more than once. If it throws, nothing is changed. */
  readonly decide: (before: Reply, poll: Poll) => Reply
}

/** The answers of voters to what a round asks once its votes are shown. They are counted when they are read. */
export function createReplyStore(store: Store) {
  return {
    reply: (id: PollId, round: number, voter: VoterId): Promise<Reply | undefined> =>
      store.collection(replies, repliesOf(id, round)).get(voter),

    /** A round's readable replies. */
    replies: (id: PollId, round: number) => readReplies(store, id, round),

    counted: (id: PollId, round: number): Promise<CountedReplies | undefined> =>
      store.collection(countedReplies, id).get(String(round)),

    /** Changes the reply of a voter who has a ballot in the round. */
    setReply({ id, round, voter, decide }: NewReply): Promise<ReplyOutcome> {
      const keys = [headKey(id), ballotKey(id, round, voter), replyKey(id, round, voter)] as const
      return store.transact(scopeOf(id), keys, ([poll, ballot, before]): Decision => {
        if (poll === undefined) return { changes: [], result: { kind: 'unknown' } }
        if (ballot === undefined) return { changes: [], result: { kind: 'no ballot' } }
        const reply = decide(before ?? emptyReply, poll)
        const next = withReply(poll, round, before, reply)
        return {
          changes: [put(headKey(id), next), put(keys[2], reply)],
          result: { kind: 'stored', poll: next, reply },
        }
      })
    },

    /**
     * Stores what the cruxes of a round came to, unless that is stored already.
     *
     * @returns the changed poll; `undefined` if nothing was.
     */
    setCruxOutcome(
      id: PollId,
      round: number,
      outcome: CruxOutcome,
      counted: Pick<CountedReplies, 'cruxes'>,
    ): Promise<Poll | undefined> {
      const keys = [headKey(id), countedKey(id, round)] as const
      return store.transact(scopeOf(id), keys, ([poll, before]) => {
        const found = poll?.rounds.find(({ number }) => number === round)
        if (poll === undefined || found === undefined || found.cruxOutcome !== undefined)
          return { changes: [], result: undefined }
        const next = withRoundOf(withOneMore(poll), { ...found, cruxOutcome: outcome })
        const isFixed = poll.visibility === 'anonymous'
        return {
          changes: [
            put(headKey(id), next),
            ...(isFixed ? [put(keys[1], { v: 1, ...before, ...counted })] : []),
          ],
          result: next,
        }
      })
    },

    /** Stores the counts of a round's replies, which are removed then. Those that were counted before stay as they were. */
    async countForGood(id: PollId, round: number, counted: Omit<CountedReplies, 'v'>): Promise<void> {
      const key = countedKey(id, round)
      await store.transact(scopeOf(id), [key], ([before]) => ({
        changes: [put(key, { v: 1, ...counted, ...before })],
        result: undefined,
      }))
      await store.collection(replies, repliesOf(id, round)).clear()
    },

    /**
     * Removes a voter's replies from a poll, and with them the cruxes that they have written from those that are shared.
     *
     * @param cruxIdOf The voter's crux of a round, if it is removed too.
     */
    async eraseReplies(
      { id, rounds, replies }: Pick<Poll, 'id' | 'rounds' | 'replies'>,
      voter: VoterId,
      cruxIdOf: (round: number) => CruxId | undefined,
    ): Promise<void> {
      if (replies === undefined) return
      for (const { number } of rounds) {
        const [crux, key] = [cruxIdOf(number), replyKey(id, number, voter)]
        await store.transact(scopeOf(id), [headKey(id), key], ([poll, before]) => {
          if (poll === undefined) return { changes: [], result: undefined }
          const left = before === undefined ? poll : withReply(poll, number, before, undefined)
          const isGone = (shared: { readonly id: string }, round: Round) =>
            round.number === number && shared.id === crux
          return {
            changes: [put(headKey(id), withoutSharedCruxes(left, isGone)), removeKey(key)],
            result: undefined,
          }
        })
        if (crux !== undefined) await removeAnswersTo(store, id, number, crux)
      }
    },

    /** Cuts a voter's replies to the closed rounds of a poll loose: they stay in the counts, under ids that lead to nobody. */
    async cutRepliesLoose({ id, rounds }: Pick<Poll, 'id' | 'rounds'>, voter: VoterId): Promise<void> {
      for (const { number } of rounds.filter(({ state }) => state === 'closed')) {
        const [key, loose] = [replyKey(id, number, voter), replyKey(id, number, createLooseVoter())]
        await store.transact(scopeOf(id), [key, loose], ([reply]) => ({
          changes: reply === undefined ? [] : [removeKey(key), put(loose, reply)],
          result: undefined,
        }))
      }
    },

    /** Removes the replies of a poll that had that many rounds, and what was counted of them. */
    async removeReplies(id: PollId, rounds: number): Promise<void> {
      for (let round = 1; round <= rounds; round++)
        await store.collection(replies, repliesOf(id, round)).clear()
      await store.collection(countedReplies, id).clear()
    },
  }
}

type Decision = {
  readonly changes: readonly ReturnType<typeof put | typeof removeKey>[]
  readonly result: ReplyOutcome
}

async function readReplies(store: Store, id: PollId, round: number): Promise<ReadonlyMap<VoterId, Reply>> {
  const found = new Map<VoterId, Reply>()
  for await (const [voter, reply] of store.collection(replies, repliesOf(id, round)).entries(skipCorrupt))
    found.set(VoterId.parse(voter), reply)
  return found
}

/** The poll after a voter's reply to a round was stored, changed or removed. */
function withReply(poll: Poll, number: number, before: Reply | undefined, after: Reply | undefined): Poll {
  const round = poll.rounds.find((one) => one.number === number)
  if (round === undefined) return poll
  const more = Number(hasAnswered(after)) - Number(hasAnswered(before))
  const cruxAnswers = (round.cruxAnswers ?? 0) + more
  return withRoundOf(withOneMore(poll), more === 0 ? round : { ...round, cruxAnswers })
}

const hasAnswered = (reply: Reply | undefined): boolean => Object.keys(reply?.cruxes ?? {}).length > 0

const withOneMore = (poll: Poll): Poll => ({ ...poll, replies: (poll.replies ?? 0) + 1 })

const withRoundOf = (poll: Poll, round: Round): Poll => ({
  ...poll,
  rounds: poll.rounds.map((one) => (one.number === round.number ? round : one)),
})

/** Removes the answers of a round to a crux that is there no more. */
async function removeAnswersTo(store: Store, id: PollId, round: number, crux: CruxId): Promise<void> {
  for (const voter of (await readReplies(store, id, round)).keys()) {
    const key = replyKey(id, round, voter)
    await store.transact(scopeOf(id), [key], ([reply]) => {
      if (reply?.cruxes[crux] === undefined) return { changes: [], result: undefined }
      const { [crux]: _, ...cruxes } = reply.cruxes
      return { changes: [put(key, { ...reply, cruxes })], result: undefined }
    })
  }
}
