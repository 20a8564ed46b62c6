import { jobKey, type NewJob, putJob } from '../store/job-store.ts'
import { put } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { rowsOf, toIndexedPoll } from './index-records.ts'
import { memoryRowsOf } from './memory-rows.ts'
import type { Poll } from './poll.ts'
import { ballotKey, headKey, listKey, publishedKey, scopeOf, spaces, toListedPoll } from './poll-records.ts'
import type { RoundToImport } from './poll-to-import.ts'
import { countedKey } from './reply-records.ts'

/** Stores polls that come from a file. */
export function createImportStore(store: Store) {
  return {
    /** Stores a closed poll with everything that belongs to it, in one commit. @param rounds Those of the poll. */
    async createImported(
      poll: Poll,
      rounds: readonly RoundToImport[],
      jobs: readonly NewJob[],
    ): Promise<void> {
      const { id, place } = poll
      await store.collection(spaces).set(place.space, place.space)
      const said =
        poll.visibility === 'names'
          ? { ballots: new Map(rounds.map(({ ballots }, i) => [i + 1, [...ballots.values()]])) }
          : { published: rounds.map(({ published }) => published) }
      const rows = [...rowsOf(toIndexedPoll(poll)), ...memoryRowsOf(poll, said)]
      const cast = rounds.flatMap(({ ballots }, i) =>
        [...ballots].map(([voter, ballot]) => ({ key: ballotKey(id, i + 1, voter), ballot })),
      )
      const shown = rounds.flatMap(({ published }, i) =>
        published === undefined ? [] : [{ key: publishedKey(id, i + 1), published }],
      )
      const counted = rounds.flatMap(({ counted }, i) =>
        counted === undefined ? [] : [{ key: countedKey(id, i + 1), counted }],
      )
      const keys = [
        ...[headKey(id), listKey(place.space, id)],
        ...[...rows, ...cast, ...shown, ...counted].map(({ key }) => key),
        ...jobs.map(jobKey),
      ]
      await store.transact(scopeOf(id), keys, () => ({
        changes: [
          ...rows.map(({ change }) => change),
          put(headKey(id), poll),
          put(listKey(place.space, id), toListedPoll(poll)),
          ...cast.map(({ key, ballot }) => put(key, ballot)),
          ...shown.map(({ key, published }) => put(key, published)),
          ...counted.map(({ key, counted }) => put(key, counted)),
          ...jobs.map((job) => putJob(job, scopeOf(id))),
        ],
        result: undefined,
      }))
    },
  }
}
