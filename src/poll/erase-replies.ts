import { skipCorrupt } from '../store/collection.ts'
import { put, removeKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { type CruxId, VoterId } from './ballot.ts'
import { createLooseVoter } from './erase-person.ts'
import type { Poll, PollId, Round } from './poll.ts'
import { headKey, scopeOf } from './poll-records.ts'
import { withReply } from './replied-poll.ts'
import type { Reply } from './reply.ts'
import { countedReplies, replies, repliesOf, replyKey } from './reply-records.ts'
import { withoutSharedCruxes } from './shared-cruxes.ts'

/** Removes replies, and cuts them loose from their voters. */
export function createReplyErasure(store: Store) {
  return {
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

/** A round's readable replies. */
export async function readReplies(
  store: Store,
  id: PollId,
  round: number,
): Promise<ReadonlyMap<VoterId, Reply>> {
  const found = new Map<VoterId, Reply>()
  for await (const [voter, reply] of store.collection(replies, repliesOf(id, round)).entries(skipCorrupt))
    found.set(VoterId.parse(voter), reply)
  return found
}

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
