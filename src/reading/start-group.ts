import { type Caller, isManager, type Place } from '../chat/caller.ts'
import { type Actor, requireTakingPart } from '../poll/permissions.ts'
import { groupNameTaken, managerRequired, memberRequired, moverRequired } from './errors.ts'
import { type GroupSource, resolveGroup } from './find-group.ts'
import type { Group, GroupDecision, GroupSettings } from './group.ts'
import { createGroupId } from './ids.ts'
import { mayOrganise } from './permissions.ts'

interface Deps extends GroupSource {
  readonly now: () => number
  readonly notifyScheduler: () => void
}

/** Starts a group in the caller's conversation. @throws UserError when another group that the caller sees has that name. */
export async function startGroup(
  { store, rankIn, conversationOf, now, notifyScheduler }: Deps,
  caller: Caller,
  settings: GroupSettings,
): Promise<Group> {
  const group = newGroup(caller, await conversationOf(caller.place), settings, now())
  const namesakes = (await store.list(group.place.space)).filter(
    ({ name }) => name.toLowerCase() === group.name.toLowerCase(),
  )
  // A refusal would reveal a group that the caller can't see.
  for (const other of namesakes) {
    const rank = await rankIn(caller, other.place)
    if (rank === false) continue
    throw groupNameTaken(other, mayOrganise({ person: caller.person, rank }, other))
  }
  await store.create(group)
  notifyScheduler()
  return group
}

function newGroup({ person, rank }: Caller, place: Place, settings: GroupSettings, at: number): Group {
  return {
    v: 1,
    id: createGroupId(),
    name: 'Reading group',
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

/** @throws UserError unless the caller may start a group with a schedule. */
export function requireManager({ rank }: Caller): void {
  if (!isManager(rank)) throw managerRequired()
}

/** A group that is to be moved, and whether the caller may have the bot post where they are. */
interface Move {
  readonly words: string | undefined
  readonly mayPostHere: boolean
}

/** Moves a group to the caller's conversation: from then on its messages go there. @throws UserError unless they may. */
export async function moveGroupHere(
  source: GroupSource,
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
  const place = await source.conversationOf(caller.place)
  return change(actor, group, (group) => ({ ...group, place }))
}
