import { skipCorrupt } from '../store/collection.ts'
import { jobKey, type NewJob, putJob } from '../store/job-store.ts'
import { put, removeKey, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { auditKey, type NewAuditLine, putLine } from './audit-line.ts'
import type { Ballot, VoterId } from './ballot.ts'
import { readBallots } from './ballot-queue.ts'
import { memoryKeys, memoryRowsToRewrite, rowsToPublish } from './memory-rows.ts'
import { type Poll, PollId } from './poll.ts'
import {
  ballotKey,
  ballots,
  ballotsOf,
  headKey,
  type KeyedPoll,
  keyedPolls,
  publishedKey,
  publishedRounds,
  scopeOf,
  upgrades,
} from './poll-records.ts'
import type { PublishedRound } from './published.ts'
import { withEdit } from './rounds.ts'

/** The records of anonymous polls besides their ballots: published rounds, and which polls have a key. */
export function createAnonymousStore(store: Store) {
  return {
    published: (id: PollId, round: number) => store.collection(publishedRounds, id).get(String(round)),

    /** Stores what is shown of a closed round, unless that is stored already. @returns what is stored. */
    publish(poll: Poll, round: number, published: PublishedRound): Promise<PublishedRound> {
      const key = publishedKey(poll.id, round)
      return store.transact(scopeOf(poll.id), [key, ...memoryKeys(poll)], ([before, line, said]) => {
        if (before !== undefined) return { changes: [], result: before }
        // Without a line the poll was deleted meanwhile, or gets its records later.
        const rows = line === undefined ? [] : rowsToPublish(poll, said, round, published)
        return { changes: [put(key, published), ...rows.map(({ change }) => change)], result: published }
      })
    },

    /**
     * Replaces a poll's head and each of its readable ballots in one commit, and stores jobs. Does nothing if the poll has
     * changed meanwhile.
     */
    async rewrite(
      before: Poll,
      next: Poll,
      toBallot: (voter: VoterId, ballot: Ballot) => { readonly voter: VoterId; readonly ballot: Ballot },
      jobs: readonly NewJob[] = [],
    ): Promise<void> {
      const { id } = before
      const changes: {
        readonly from: TypedKey<Ballot>
        readonly to: TypedKey<Ballot>
        readonly ballot: Ballot
      }[] = []
      for (const { number } of before.rounds)
        for (const [voter, stored] of await readBallots(store, id, number)) {
          const to = toBallot(voter, stored)
          changes.push({
            from: ballotKey(id, number, voter),
            to: ballotKey(id, number, to.voter),
            ballot: to.ballot,
          })
        }
      const ballots = new Map(
        before.rounds
          .filter(({ state }) => state === 'closed')
          .map(({ number }) => {
            const round = ballotsOf(id, number)
            return [number, changes.flatMap(({ from, ballot }) => (from.scope === round ? ballot : []))]
          }),
      )
      const moved = changes.flatMap(({ from, to }) => [from, to])
      const keys = [headKey(id), ...memoryKeys(before), ...moved, ...jobs.map(jobKey)] as const
      await store.transact(scopeOf(id), keys, ([head, line, said]) => {
        if (head?.revision !== before.revision) return { changes: [], result: undefined }
        const rows = memoryRowsToRewrite(next, { line, said, ballots })
        return {
          changes: [
            put(headKey(id), next),
            ...rows.map(({ change }) => change),
            ...changes.flatMap(({ from, to, ballot }) => [removeKey(from), put(to, ballot)]),
            ...jobs.map((job) => putJob(job, scopeOf(id))),
          ],
          result: undefined,
        }
      })
    },

    isUpgraded: async (): Promise<boolean> =>
      (await store.collection(upgrades).get('keys-outside')) !== undefined,
    noteUpgrade: (): Promise<void> => store.collection(upgrades).set('keys-outside', true),

    /** Removes the ballots of a sealed poll, those that can't be read too. */
    shredBallots: (id: PollId, rounds: number): Promise<void> => shredBallots(store, id, rounds),

    /**
     * Replaces a poll's head, removes its ballots, and records it in the audit, in one commit.
     *
     * @returns `undefined` if it does not exist.
     */
    async seal(
      poll: Poll,
      decide: (poll: Poll) => Poll,
      toLine: (poll: Poll) => NewAuditLine,
    ): Promise<Poll | undefined> {
      const found = await Promise.all(poll.rounds.map(({ number }) => readBallots(store, poll.id, number)))
      const keys = found.flatMap((ballots, i) =>
        [...ballots.keys()].map((voter) => ballotKey(poll.id, i + 1, voter)),
      )
      const line = auditKey(poll.place.space)
      const all = [headKey(poll.id), ...memoryKeys(poll), line, ...keys] as const
      return store.transact(scopeOf(poll.id), all, ([before, ...[inLines, said]]) => {
        if (before === undefined) return { changes: [], result: undefined }
        const sealed = withEdit(decide(before))
        const rows = memoryRowsToRewrite(sealed, { line: inLines, said, ballots: new Map() })
        return {
          changes: [
            put(headKey(poll.id), sealed),
            ...rows.map(({ change }) => change),
            ...keys.map((key) => removeKey(key)),
            ...(sealed === before ? [] : [putLine(line, toLine(sealed), scopeOf(poll.id))]),
          ],
          result: sealed,
        }
      })
    },

    /** Notes that a key is made for a poll: before the key, so that none is without a note. */
    noteKey: ({ id, place }: Pick<Poll, 'id' | 'place'>, at: number): Promise<void> =>
      store.collection(keyedPolls).set(id, { v: 1, space: place.space, at }),

    forgetKey: (id: PollId): Promise<void> => store.collection(keyedPolls).delete(id),

    /** Every poll for which a key was noted. */
    async listKeyed(): Promise<readonly (readonly [PollId, KeyedPoll])[]> {
      const found: [PollId, KeyedPoll][] = []
      for await (const [id, noted] of store.collection(keyedPolls).entries(skipCorrupt))
        found.push([PollId.parse(id), noted])
      return found
    },
  }
}

/** Removes the ballots of a poll, those that can't be read too. */
export async function shredBallots(store: Store, id: PollId, rounds: number): Promise<void> {
  for (let round = 1; round <= rounds; round++) await store.collection(ballots, ballotsOf(id, round)).clear()
}
