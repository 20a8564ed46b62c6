import { setImmediate } from 'node:timers/promises'
import type { SpaceId } from '../chat/caller.ts'
import { skipCorrupt } from '../store/collection.ts'
import { ifReadable } from '../store/quarantine.ts'
import { put } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { readClosedBallots } from './closed-ballots.ts'
import {
  everySpace,
  type IndexRow,
  indexed,
  indexVersion,
  nameOf,
  rowsOf,
  textOf,
  toIndexedPoll,
} from './index-records.ts'
import { memoryRowsOf, type Published, type SaidIn } from './memory-rows.ts'
import type { Poll, PollId } from './poll.ts'
import { headKey, heads, lists, publishedKey, scopeOf, spaces } from './poll-records.ts'
import { isSameButVotes } from './rounds.ts'

const allRowsOf = (poll: Poll, said: SaidIn) => [...rowsOf(toIndexedPoll(poll)), ...memoryRowsOf(poll, said)]

/** Whether a record is stored as its row has it. @param stored The value of its key. */
function isStored(row: IndexRow, stored: unknown): boolean {
  const text = textOf(row)
  if (stored === undefined || text === undefined) return stored === undefined && text === undefined
  return textOf({ key: row.key, change: put(row.key, stored) }) === text
}

/** Puts polls from before the index into it, while everything else goes on. */
export function createIndexing(store: Store) {
  const done = store.collection(indexed)
  const behind = new Set<SpaceId>()

  /**
   * Writes what the index lacks of a poll, or has of it as an earlier version left it.
   *
   * @returns whether it was anything.
   */
  async function indexPoll(id: PollId): Promise<boolean> {
    const known = await ifReadable(store.collection(heads, id).get('head'))
    if (known === undefined) return false
    const ballots = known.visibility === 'names' ? await readClosedBallots(store, known) : undefined
    const published = ballots === undefined ? known.rounds.map(({ number }) => publishedKey(id, number)) : []
    const expected = allRowsOf(known, { published: [] })
    const names = new Set(expected.map(nameOf))
    const keys = [headKey(id), ...published, ...expected.map(({ key }) => key)] as const
    const outcome = await store.transact(scopeOf(id), keys, ([poll, ...stored]) => {
      if (poll === undefined) return { changes: [], result: 0 }
      const said = ballots ? { ballots } : { published: stored.slice(0, published.length) as Published }
      const rows = allRowsOf(poll, said)
      if (!isSameButVotes(poll, known) || !rows.every((row) => names.has(nameOf(row))))
        return { changes: [], result: 'changed' as const }
      const before = new Map(expected.map((row, i) => [nameOf(row), stored[published.length + i]]))
      const lacking = rows.filter((row) => !isStored(row, before.get(nameOf(row))))
      return { changes: lacking.map(({ change }) => change), result: lacking.length }
    })
    return outcome === 'changed' ? indexPoll(id) : outcome > 0
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
        for await (const [, { id }] of store.collection(lists, space).entries(skipCorrupt)) {
          if (signal.aborted) return count
          if (await indexPoll(id)) count += 1
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
