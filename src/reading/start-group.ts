import { type Caller, isManager, type Place } from '../chat/caller.ts'
import { isSamePlace } from '../chat/conversation.ts'
import { truncate } from '../chat/truncate.ts'
import { type Actor, requireTakingPart } from '../poll/permissions.ts'
import {
  groupNameTaken,
  groupPlaceRequired,
  managerRequired,
  memberRequired,
  moverRequired,
} from './errors.ts'
import { type GroupSource, listInSpace, resolveGroup } from './find-group.ts'
import type { Group, GroupDecision } from './group.ts'
import type { GroupSettings } from './group-settings.ts'
import { createGroupId } from './ids.ts'
import { mayOrganise } from './permissions.ts'
import { requireRoomToRead } from './require-room.ts'

/** The longest name of a group, in characters. */
const maxName = 60

interface Deps extends GroupSource {
  /** The name of a conversation's channel; `undefined` if it has none. */
  readonly channelNameOf: (place: Place) => Promise<string | undefined>
  /** Whether a group can be started in a place. */
  readonly holdsGroups: (place: Place) => Promise<boolean>
  readonly now: () => number
  readonly notifyScheduler: () => void
}

/**
 * Starts a group in the caller's conversation. Without a name it has one of its own.
 *
 * @throws UserError where groups are not possible, and when another group that the caller sees has the name that it was given.
 */
export async function startGroup(
  deps: Deps,
  caller: Caller,
  { name, ...settings }: GroupSettings,
): Promise<Group> {
  const { store, conversationOf, now, notifyScheduler } = deps
  await requireGroupPlace(deps, caller)
  const place = await conversationOf(caller.place)
  const group = newGroup(
    caller,
    place,
    { ...settings, name: await nameFor(deps, caller, place, name) },
    now(),
  )
  requireRoomToRead(group)
  await store.create(group)
  notifyScheduler()
  return group
}

/** The given name, or one that no other group has. Names of groups that the caller can't see count as free: else they would show. */
async function nameFor(deps: Deps, caller: Caller, place: Place, given: string | undefined): Promise<string> {
  const seen = await listInSpace(deps, caller)
  const findNamed = (wanted: string) =>
    seen.find(({ group }) => group.name.toLowerCase() === wanted.toLowerCase())
  if (given !== undefined) {
    const taken = findNamed(given)
    if (taken === undefined) return given
    throw groupNameTaken(taken.group, mayOrganise(taken.actor, taken.group))
  }
  const plain = 'Reading group'
  if (findNamed(plain) === undefined) return plain
  // A private thread isn't its channel.
  const channel = place.thread === undefined ? await deps.channelNameOf(place) : undefined
  const named = channel === undefined ? plain : truncate(`${plain} in #${channel}`, maxName - 4)
  if (findNamed(named) === undefined) return named
  let number = 2
  while (findNamed(`${named} ${number}`) !== undefined) number += 1
  return `${named} ${number}`
}

function newGroup(
  { person, rank }: Caller,
  place: Place,
  settings: GroupSettings & { readonly name: string },
  at: number,
): Group {
  return {
    v: 1,
    id: createGroupId(),
    place,
    scheduledAt: at,
    plannedUntil: at,
    offsets: {},
    votes: 'open',
    poll: 'at-start',
    revote: 'open',
    expect: [],
    organisers: isManager(rank) ? [person] : [],
    facilitators: [],
    entries: [],
    removed: [],
    sessions: [],
    season: { name: 'Season 1', from: at },
    toSumUp: [],
    unmarks: [],
    muted: [],
    notes: [],
    failures: 0,
    revision: 0,
    ...settings,
  }
}

/** @throws UserError if no group can be started where the caller is. */
export async function requireGroupPlace(
  { holdsGroups }: Pick<Deps, 'holdsGroups'>,
  { place }: Caller,
): Promise<void> {
  if (!(await holdsGroups(place))) throw groupPlaceRequired(place)
}

/** @throws UserError unless the caller may start a group with a schedule. */
export function requireManager({ rank }: Caller): void {
  if (!isManager(rank)) throw managerRequired()
}

/** Groups of other conversations that the caller may move to theirs. */
export async function listMovable(source: GroupSource, caller: Caller): Promise<readonly Group[]> {
  const here = await source.conversationOf(caller.place)
  const seen = await listInSpace(source, caller)
  return seen
    .filter(({ group, actor }) => !isSamePlace(group.place, here) && mayOrganise(actor, group))
    .map(({ group }) => group)
}

/** A group that is to be moved, and whether the caller may have the bot post where they are. */
interface Move {
  readonly words: string | undefined
  readonly mayPostHere: boolean
}

/** Moves a group to the caller's conversation: from then on its messages go there. @throws UserError unless they may. */
export async function moveGroupHere(
  source: GroupSource & Pick<Deps, 'holdsGroups'>,
  change: (actor: Actor, group: Group, decide: GroupDecision) => Promise<Group>,
  caller: Caller,
  { words, mayPostHere }: Move,
): Promise<Group> {
  const { group, actor } = await resolveGroup(source, caller, words)
  for (const one of [caller, actor]) requireTakingPart(one, 'move a reading group')
  if (!mayOrganise(actor, group))
    throw moverRequired(
      group.name,
      group.organisers.map(({ name }) => name),
    )
  if (!mayPostHere) throw memberRequired()
  await requireGroupPlace(source, caller)
  const place = await source.conversationOf(caller.place)
  return change(actor, group, (group) => ({ ...group, place }))
}
