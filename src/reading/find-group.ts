import type { Caller } from '../chat/caller.ts'
import { type ConversationOf, isSamePlace } from '../chat/conversation.ts'
import { livesElsewhere, notFound } from '../chat/errors.ts'
import type { RankIn } from '../chat/sight.ts'
import type { Actor } from '../poll/permissions.ts'
import { groupNotFound, severalGroups } from './errors.ts'
import { type Group, GroupId } from './group.ts'
import type { GroupStore } from './group-store.ts'

/** Where groups are, and who sees them. */
export interface GroupSource {
  readonly store: GroupStore
  readonly rankIn: RankIn
  readonly conversationOf: ConversationOf
}

/** A group, and the caller with their rank in its conversation. */
export interface SeenGroup {
  readonly group: Group
  readonly actor: Actor
}

/** Whether a group lives in the caller's conversation. */
export const isHere = async (
  { conversationOf }: Pick<GroupSource, 'conversationOf'>,
  caller: Caller,
  { place }: Group,
): Promise<boolean> => isSamePlace(place, await conversationOf(caller.place))

/** The groups of the caller's conversation. */
export async function listHere(
  { store, conversationOf }: GroupSource,
  { place }: Caller,
): Promise<readonly Group[]> {
  const here = await conversationOf(place)
  return (await store.list(place.space)).filter((group) => isSamePlace(group.place, here))
}

/** Every group of the space that the caller sees. */
export async function listInSpace(
  { store, rankIn }: GroupSource,
  caller: Caller,
): Promise<readonly SeenGroup[]> {
  const groups = await store.list(caller.place.space)
  const ranks = await Promise.all(groups.map(({ place }) => rankIn(caller, place)))
  return groups.flatMap((group, i) => {
    const rank = ranks[i] ?? false
    return rank === false ? [] : [{ group, actor: { person: caller.person, rank } }]
  })
}

/**
 * The group that `words` refer to: by its id or its name, or without words the only one of the caller's
 * conversation.
 *
 * @throws UserError when there is no such group, the caller can't see it, or there are several.
 */
export async function resolveGroup(
  source: GroupSource,
  caller: Caller,
  words: string | undefined,
): Promise<SeenGroup> {
  const id = GroupId.safeParse(words)
  const group = id.success ? await findById(source, caller, id.data) : await findByName(source, caller, words)
  const rank = group !== undefined && (await source.rankIn(caller, group.place))
  if (group === undefined || rank === false) throw notFound()
  return { group, actor: { person: caller.person, rank } }
}

/** As {@link resolveGroup}, for what is posted for everyone. @throws UserError if the group lives elsewhere, too. */
export async function resolveHere(
  source: GroupSource,
  caller: Caller,
  words: string | undefined,
): Promise<SeenGroup> {
  const seen = await resolveGroup(source, caller, words)
  if (!(await isHere(source, caller, seen.group))) throw livesElsewhere(seen.group.place)
  return seen
}

/**
 * The groups that a form may be about: the one of that name, or without one every group of the conversation.
 *
 * @throws UserError as {@link resolveGroup}, unless the conversation has several.
 */
export async function resolveAny(
  source: GroupSource,
  caller: Caller,
  words: string | undefined,
): Promise<readonly SeenGroup[]> {
  const here = words === undefined ? await listHere(source, caller) : []
  return here.length > 1
    ? here.map((group) => ({ group, actor: caller }))
    : [await resolveGroup(source, caller, words)]
}

async function findById({ store }: GroupSource, caller: Caller, id: GroupId): Promise<Group | undefined> {
  const group = await store.find(caller.place.space, id)
  if (group === undefined) await store.recordForeignId(caller, id)
  return group
}

async function findByName(source: GroupSource, caller: Caller, words: string | undefined): Promise<Group> {
  const groups = await listHere(source, caller)
  const matching = words === undefined ? groups : groups.filter((group) => isCalled(group, words))
  const [only, other] = matching
  if (only === undefined) throw groupNotFound()
  if (other !== undefined) throw severalGroups(matching)
  return only
}

/**
 * As {@link resolveGroup}.
 *
 * @returns `undefined` if the conversation has no group, or no group of that name: it can be started.
 * @throws UserError for an id that is not there, and without words when there are several.
 */
export async function findGroup(
  source: GroupSource,
  caller: Caller,
  words: string | undefined,
): Promise<SeenGroup | undefined> {
  const isId = GroupId.safeParse(words).success
  const groups = isId ? [] : await listHere(source, caller)
  const isKnown =
    isId || (words === undefined ? groups.length > 0 : groups.some((group) => isCalled(group, words)))
  return isKnown ? resolveGroup(source, caller, words) : undefined
}

const isCalled = ({ name }: Group, words: string): boolean =>
  name.toLowerCase() === words.trim().toLowerCase()
