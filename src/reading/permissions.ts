import { type Caller, isManager } from '../chat/caller.ts'
import { mayTakePart } from '../poll/permissions.ts'
import { organiserRequired } from './errors.ts'
import type { Group, Session } from './group.ts'

/**
 * Whether the caller may change a group's schedule and everything in it. A rank counts only for groups of the channel
 * it is held in; organisers may wherever they are, unless they are on the deny list.
 */
export const mayOrganise = ({ person, place, rank }: Caller, group: Group): boolean =>
  (isManager(rank) && place.channel === group.place.channel) ||
  (mayTakePart({ rank }) && group.organisers.some(({ id }) => id === person.id))

/** @param what What they want to do: "change the schedule". @throws UserError unless the caller may organise. */
export function requireOrganiser(caller: Caller, group: Group, what: string): void {
  if (!mayOrganise(caller, group)) throw organiserRequired(what)
}

/** Whether the caller may run a session's steps manually. */
export const mayLead = (caller: Caller, group: Group, { facilitator }: Session): boolean =>
  mayOrganise(caller, group) || (mayTakePart(caller) && facilitator?.id === caller.person.id)
