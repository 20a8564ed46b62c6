import type { Caller } from '../chat/caller.ts'
import type { Group, Session } from './group.ts'

/** Whether the caller may change a group's schedule and everything in it. */
export const mayOrganise = ({ person, rank }: Caller, { organisers }: Group): boolean =>
  rank !== 'member' || organisers.some(({ id }) => id === person.id)

/** Whether the caller may do a session's steps by hand. */
export const mayLead = (caller: Caller, group: Group, { facilitator }: Session): boolean =>
  mayOrganise(caller, group) || facilitator?.id === caller.person.id
