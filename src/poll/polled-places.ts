import type { SpaceId } from '../chat/caller.ts'
import { skipCorrupt } from '../store/collection.ts'
import type { Store } from '../store/store.ts'
import { everySpace, indexed, indexScope, recents } from './index-records.ts'
import { lists } from './poll-records.ts'

/** A channel, or a thread of it, where polls live. */
export interface PolledPlace {
  readonly space: SpaceId
  readonly channel: string
  readonly thread?: string
}

/** Whether no poll is older than the index. */
const isIndexed = async (store: Store): Promise<boolean> =>
  (await store.collection(indexed).get(everySpace)) !== undefined

/** The channels and threads that have polls, each once, of the spaces whose ids begin with `prefix`. */
export async function polledPlaces(store: Store, prefix: string): Promise<readonly PolledPlace[]> {
  if (await isIndexed(store)) return (await store.scopesOf(recents, prefix)).map(readScope)
  const found = new Set<string>()
  for (const space of await store.scopesOf(lists, prefix))
    for await (const [, { channel, thread }] of store.collection(lists, space).entries(skipCorrupt)) {
      found.add(indexScope(space as SpaceId, channel))
      found.add(indexScope(space as SpaceId, channel, thread))
    }
  return [...found].map(readScope)
}

/** The place of a scope that {@link indexScope} made. */
function readScope(scope: string): PolledPlace {
  const [space = '', channel = '', thread] = scope.split('/')
  return { space: space as SpaceId, channel, ...(thread !== undefined && { thread }) }
}

/** Whether a poll lives in a place. */
export async function isPolled(store: Store, place: PolledPlace): Promise<boolean> {
  const scope = indexScope(place.space, place.channel, place.thread)
  if (await isIndexed(store))
    return (await store.collection(recents, scope).range('', undefined, 1)).length > 0
  const places = await polledPlaces(store, place.space)
  return places.some(({ space, channel, thread }) => indexScope(space, channel, thread) === scope)
}
