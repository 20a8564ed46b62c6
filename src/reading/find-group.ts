import type { Caller } from '../chat/caller.ts'
import { notFound } from '../chat/errors.ts'
import type { RankIn } from '../chat/sight.ts'
import { groupNotFound, severalGroups } from './errors.ts'
import { type Group, GroupId } from './group.ts'
import type { GroupStore } from './group-store.ts'

/** Where groups are, and who sees them. */
export interface GroupSource {
  readonly store: GroupStore
  readonly rankIn: RankIn
}

/** The groups of the caller's channel. */
export async function listHere(store: GroupStore, { place }: Caller): Promise<readonly Group[]> {
  return (await store.list(place.space)).filter((group) => group.place.channel === place.channel)
}

/**
 * The group that `words` refer to: by its id or its name, or without words the only one of the caller's channel.
 *
 * @throws UserError when there is no such group, the caller can't see it, or there are several.
 */
export async function resolveGroup(
  { store, rankIn }: GroupSource,
  caller: Caller,
  words: string | undefined,
): Promise<Group> {
  const id = GroupId.safeParse(words)
  if (id.success) {
    const group = await store.find(caller.place.space, id.data)
    if (group === undefined) await store.recordForeignId(caller, id.data)
    if (group === undefined || (await rankIn(caller, group.place)) === false) throw notFound()
    return group
  }
  const groups = await listHere(store, caller)
  const matching = words === undefined ? groups : groups.filter((group) => isCalled(group, words))
  const [only, other] = matching
  if (only === undefined) throw groupNotFound()
  if (other !== undefined) throw severalGroups(matching.map(({ name }) => name))
  return only
}

/**
 * As {@link resolveGroup}.
 *
 * @returns `undefined` if the channel has no group, or no group of that name: it can be started.
 * @throws UserError for an id that is not there, and without words when there are several.
 */
export async function findGroup(
  source: GroupSource,
  caller: Caller,
  words: string | undefined,
): Promise<Group | undefined> {
  const isId = GroupId.safeParse(words).success
  const groups = isId ? [] : await listHere(source.store, caller)
  const isKnown =
    isId || (words === undefined ? groups.length > 0 : groups.some((group) => isCalled(group, words)))
  return isKnown ? resolveGroup(source, caller, words) : undefined
}

const isCalled = ({ name }: Group, words: string): boolean =>
  name.toLowerCase() === words.trim().toLowerCase()
