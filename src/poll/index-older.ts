import { setImmediate } from 'node:timers/promises'
import type { SpaceId } from '../chat/caller.ts'
import { skipCorrupt } from '../store/collection.ts'
import { ifReadable } from '../store/quarantine.ts'
import type { Store } from '../store/store.ts'
import {
  everySpace,
  type IndexedPoll,
  indexed,
  indexScope,
  nameOf,
  recents,
  rowId,
  rowsOf,
  toIndexedPoll,
} from './index-records.ts'
import { headKey, heads, lists, scopeOf, spaces } from './poll-records.ts'

/** Puts polls of before the index into it, while everything else goes on. */
export function createIndexing(store: Store) {
  const done = store.collection(indexed)
  const behind = new Set<SpaceId>()

  /** Writes what the index lacks of a poll. @returns whether it lacked anything. */
  async function indexPoll(listed: IndexedPoll): Promise<boolean> {
    const { id, space, channel } = listed
    const there = store.collection(recents, indexScope(space, channel))
    if ((await there.get(rowId(listed))) !== undefined) return false
    const known = await ifReadable(store.collection(heads, id).get('head'))
    if (known === undefined) return false
    const expected = rowsOf(toIndexedPoll(known))
    const names = new Set(expected.map(nameOf))
    const keys = [headKey(id), ...expected.map(({ key }) => key)] as const
    const isWritten = await store.transact(scopeOf(id), keys, ([poll]) => {
      const rows = poll === undefined ? [] : rowsOf(toIndexedPoll(poll))
      if (!rows.every((row) => names.has(nameOf(row)))) return { changes: [], result: false }
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
      if (behind.size === 0) await done.set(everySpace, true)
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
        await done.set(space, true)
        behind.delete(space)
      }
      if (!signal.aborted) await noteEverySpace()
      return count
    },
  }

  async function noteEverySpace(): Promise<void> {
    await done.set(everySpace, true)
    for await (const [space] of done.entries(skipCorrupt)) if (space !== everySpace) await done.delete(space)
  }
}
