import type { Caller } from '../chat/caller.ts'
import type { Group, Session } from './group.ts'

/**
 * Whether the caller may change a group's schedule and everything in it. A rank is one in a channel: it says nothing
 * about the groups of others. Who is named as an organiser is one wherever they are.
 */
export const mayOrganise = ({ person, place, rank }: Caller, group: Group): boolean =>
  (rank !== 'member' && place.channel === group.place.channel) ||
  group.organisers.some(({ id }) => id === person.id)

/** Whether the caller may do a session's steps by hand. */
export const mayLead = (caller: Caller, group: Group, { facilitator }: Session): boolean =>
  mayOrganise(caller, group) || facilitator?.id === caller.person.id
