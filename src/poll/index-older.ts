import { setImmediate } from 'node:timers/promises'
import type { SpaceId } from '../chat/caller.ts'
import { skipCorrupt } from '../store/collection.ts'
import { ifReadable } from '../store/quarantine.ts'
import type { Store } from '../store/store.ts'
import { readClosedBallots } from './closed-ballots.ts'
import {
  everySpace,
  type IndexedPoll,
  indexed,
  indexScope,
  indexVersion,
  nameOf,
  recents,
  rowId,
  rowsOf,
  toIndexedPoll,
} from './index-records.ts'
import { lines } from './memory-records.ts'
import { memoryRowsOf, type Published, type SaidIn } from './memory-rows.ts'
import type { Poll } from './poll.ts'
import { headKey, heads, lists, publishedKey, scopeOf, spaces } from './poll-records.ts'
import { isSameButVotes } from './rounds.ts'

const allRowsOf = (poll: Poll, said: SaidIn) => [...rowsOf(toIndexedPoll(poll)), ...memoryRowsOf(poll, said)]

/** Puts polls from before the index into it, while everything else goes on. */
export function createIndexing(store: Store) {
  const done = store.collection(indexed)
  const behind = new Set<SpaceId>()

  /** Writes what the index lacks of a poll. @returns whether it lacked anything. */
  async function indexPoll(listed: IndexedPoll): Promise<boolean> {
    const { id, space, channel } = listed
    const recent = store.collection(recents, indexScope(space, channel)).get(rowId(listed))
    const line = store.collection(lines, space).get(id)
    if ((await recent) !== undefined && (await line) !== undefined) return false
    const known = await ifReadable(store.collection(heads, id).get('head'))
    if (known === undefined) return false
    const ballots = known.visibility === 'names' ? await readClosedBallots(store, known) : undefined
    const published = ballots === undefined ? known.rounds.map(({ number }) => publishedKey(id, number)) : []
    const expected = allRowsOf(known, { published: [] })
    const names = new Set(expected.map(nameOf))
    const keys = [headKey(id), ...published, ...expected.map(({ key }) => key)] as const
    const isWritten = await store.transact(scopeOf(id), keys, ([poll, ...stored]) => {
      if (poll === undefined) return { changes: [], result: true }
      const said = ballots ? { ballots } : { published: stored.slice(0, published.length) as Published }
      const rows = allRowsOf(poll, said)
      if (!isSameButVotes(poll, known) || !rows.every((row) => names.has(nameOf(row))))
        return { changes: [], result: false }
      return { changes: rows.map(({ change }) => change), result: true }
    })
    return isWritten || indexPoll(listed)
  }

  return {
    /** Whether the index may lack polls of a space. */
    isBehind: (space: SpaceId): boolean => behind.has(space),

    /** To be called before anybody is served: finds the spaces whose polls are older than the index. */
    async findBehind(): Promise<void> {
      if ((await done.get(everySpace)) !== undefined) return
      for await (const [, space] of store.collection(spaces).entries(skipCorrupt))
        if ((await done.get(space)) === undefined) behind.add(space)
      if (behind.size === 0) await done.set(everySpace, indexVersion)
    },

    /**
     * Puts the polls of every space that is behind into the index, one after another, and lets other work go on after each.
     * What was done before a crash isn't done again.
     *
     * @returns how many polls the index lacked.
     */
    async indexOlder(signal: AbortSignal): Promise<number> {
      let count = 0
      for (const space of behind) {
        for await (const [, listed] of store.collection(lists, space).entries(skipCorrupt)) {
          if (signal.aborted) return count
          if (await indexPoll({ ...listed, space })) count += 1
          await setImmediate()
        }
        await done.set(space, indexVersion)
        behind.delete(space)
      }
      if (!signal.aborted) await noteEverySpace()
      return count
    },
  }

  async function noteEverySpace(): Promise<void> {
    await done.set(everySpace, indexVersion)
    for await (const [space] of done.entries(skipCorrupt)) if (space !== everySpace) await done.delete(space)
  }
}
