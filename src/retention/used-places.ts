import { type Place, type SpaceId, wholeOf } from '../chat/caller.ts'
import { namedManagers } from '../poll/named-managers.ts'
import { isPolled, polledPlaces } from '../poll/polled-places.ts'
import { settingsKind } from '../poll/settings-store.ts'
import { groups } from '../reading/group-store.ts'
import { skipCorrupt } from '../store/collection.ts'
import type { Kind } from '../store/record.ts'
import type { Store } from '../store/store.ts'

const keyOf = ({ space, channel, thread }: Place): string => `${wholeOf(space)} ${channel} ${thread ?? ''}`

/** The channels and threads in which something is stored, each once. */
export async function usedPlaces(store: Store, platform: string): Promise<readonly Place[]> {
  const found = new Map<string, Place>()
  function add(space: SpaceId, channel: string, thread?: string): void {
    const place: Place = { platform, space, channel }
    found.set(keyOf(place), place)
    if (thread !== undefined) found.set(keyOf({ ...place, thread }), { ...place, thread })
  }
  const spacesOf = async (kind: Kind<unknown>): Promise<readonly SpaceId[]> =>
    (await store.scopesOf(kind, `${platform}:`)) as readonly SpaceId[]
  for (const { space, channel, thread } of await polledPlaces(store, `${platform}:`))
    add(space, channel, thread)
  for (const space of await spacesOf(groups))
    for await (const [, { place }] of store.collection(groups, space).entries(skipCorrupt))
      add(space, place.channel, place.thread)
  for (const kind of [settingsKind, namedManagers])
    for (const space of await spacesOf(kind))
      for await (const [channel] of store.collection<unknown>(kind, space).entries(skipCorrupt))
        add(space, channel)
  return [...found.values()]
}

/** Whether a poll or a group lives in a thread. */
export async function isUsed(store: Store, { space, channel, thread }: Place): Promise<boolean> {
  const whole = wholeOf(space)
  if (await isPolled(store, { space: whole, channel, ...(thread !== undefined && { thread }) })) return true
  for await (const [, { place }] of store.collection(groups, whole).entries(skipCorrupt))
    if (place.channel === channel && place.thread === thread) return true
  return false
}
