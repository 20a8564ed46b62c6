import type { SpaceId } from '../chat/caller.ts'
import { removeKey, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { cards, type IndexedPoll, recents, rowsOf, spaceOf, words } from './index-records.ts'
import { lines, placedPeople, saidTexts } from './memory-records.ts'
import { scopeOf } from './poll-records.ts'

const memoryKinds = [lines, saidTexts, placedPeople]

/** Removes what the index and the answers about many polls hold of spaces. @param whole What their ids begin with. */
export async function clearIndex(
  store: Store,
  whole: SpaceId,
  isMeant: (space: string) => boolean,
): Promise<void> {
  for (const kind of [cards, recents, words, ...memoryKinds])
    for (const scope of await store.scopesOf(kind, whole))
      if (isMeant(spaceOf(scope))) await store.collection<unknown>(kind, scope).clear()
}

/** Removes a poll that is not there any more from the index, and from the answers about many polls. */
export async function dropFromIndex(store: Store, poll: IndexedPoll): Promise<void> {
  const { id, space } = poll
  const keys: readonly TypedKey<unknown>[] = [
    ...rowsOf(poll).map(({ key }) => key),
    ...memoryKinds.map((kind) => ({ kind, scope: space, id })),
  ]
  await store.transact(scopeOf(id), keys, () => ({ changes: keys.map(removeKey), result: undefined }))
}
