import type { PersonId } from '../chat/caller.ts'
import { put, removeKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { shredBallots } from './anonymous-store.ts'
import type { Ballot, VoterId } from './ballot.ts'
import { createLooseVoter, type ErasureScope, eraseFromPoll } from './erase-person.ts'
import type { Poll, PollId } from './poll.ts'
import { ballotKey, headKey, publishedKey, publishedRounds, scopeOf } from './poll-records.ts'
import type { PublishedRound } from './published.ts'

/** Removes people, and what a deleted poll leaves. */
export function createErasureStore(store: Store) {
  return {
    /**
     * Removes a person from a poll, as {@link eraseFromPoll}.
     *
     * @param voter Absent if nothing leads to their ballots any more.
     * @returns the changed poll; `undefined` if it had no data of theirs.
     */
    erasePerson(
      { id, rounds }: Poll,
      person: PersonId,
      voter: VoterId | undefined,
      scope: ErasureScope,
    ): Promise<Poll | undefined> {
      const numbers = rounds.map(({ number }) => number)
      const cast = voter === undefined ? [] : numbers.map((number) => ballotKey(id, number, voter))
      const loose = numbers.map((number) => ballotKey(id, number, createLooseVoter()))
      const published = numbers.map((number) => publishedKey(id, number))
      const keys = [headKey(id), ...cast, ...loose, ...published] as const
      return store.transact(scopeOf(id), keys, ([poll, ...stored]) => {
        if (poll === undefined) return { changes: [], result: undefined }
        const ballots = stored.slice(0, cast.length) as (Ballot | undefined)[]
        const shown = stored.slice(cast.length + loose.length) as (PublishedRound | undefined)[]
        const erased = eraseFromPoll({ poll, voter, ballots, published: shown }, person, scope)
        if (erased === undefined) return { changes: [], result: undefined }
        return {
          changes: [
            put(headKey(id), erased.poll),
            ...cast.filter((_, i) => ballots[i] !== undefined).map((key) => removeKey(key)),
            ...erased.loose.flatMap((ballot, i) => {
              const key = loose[i]
              return ballot === undefined || key === undefined ? [] : [put(key, ballot)]
            }),
            ...erased.published.flatMap((next, i) => {
              const key = published[i]
              return next === undefined || next === shown[i] || key === undefined ? [] : [put(key, next)]
            }),
          ],
          result: erased.poll,
        }
      })
    },

    /** Removes the ballots of a deleted poll, and what was published of them. */
    async shred(id: PollId, rounds: number): Promise<void> {
      await shredBallots(store, id, rounds)
      await store.collection(publishedRounds, id).clear()
    },
  }
}
