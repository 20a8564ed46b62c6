import { type Change, put } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import type { VoterId } from './ballot.ts'
import { createReplyErasure, readReplies } from './erase-replies.ts'
import type { CruxOutcome } from './extra-answers.ts'
import type { Poll, PollId } from './poll.ts'
import { ballotKey, headKey, scopeOf } from './poll-records.ts'
import { withOneMore, withReply, withRoundOf } from './replied-poll.ts'
import { type CountedReplies, emptyReply, type Reply } from './reply.ts'
import { countedKey, countedReplies, replies, repliesOf, replyKey } from './reply-records.ts'
import { withSharedCrux } from './shared-cruxes.ts'

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
     * Stores again what was withdrawn with a ballot that is back, unless the voter has replied since.
     *
     * @returns the changed poll; `undefined` if nothing was.
     */
    restoreReply(
      { id, round, voter }: Omit<NewReply, 'decide'>,
      { reply, shared }: { readonly reply: Reply | undefined; readonly shared: CruxOutcome['shared'] },
    ): Promise<Poll | undefined> {
      const keys = [headKey(id), ballotKey(id, round, voter), replyKey(id, round, voter)] as const
      return store.transact(scopeOf(id), keys, ([poll, ballot, since]) => {
        const found = poll?.rounds.find(({ number }) => number === round)
        if (poll === undefined || found === undefined || ballot === undefined || since !== undefined)
          return { changes: [], result: undefined }
        const next = withReply(withRoundOf(poll, withSharedCrux(found, shared)), round, undefined, reply)
        return {
          changes: [put(headKey(id), next), ...(reply === undefined ? [] : [put(keys[2], reply)])],
          result: next,
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

    ...createReplyErasure(store),
  }
}

type Decision = {
  readonly changes: readonly Change[]
  readonly result: ReplyOutcome
}
