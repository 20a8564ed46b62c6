import { isManager } from '../chat/caller.ts'
import { type Actor, mayTakePart, requireTakingPart } from '../poll/permissions.ts'
import { organiserRequired } from './errors.ts'
import type { Group, Session } from './group.ts'

/**
 * Whether they may change a group's schedule and everything in it. The actor's rank is the one in the group's
 * conversation; those on the deny list organise nothing.
 */
export const mayOrganise = ({ person, rank }: Actor, { organisers }: Group): boolean =>
  isManager(rank) || (mayTakePart({ rank }) && organisers.some(({ id }) => id === person.id))

/** @param what What they want to do: "change the schedule". @throws UserError unless they may organise. */
export function requireOrganiser(actor: Actor, group: Group, what: string): void {
  if (mayOrganise(actor, group)) return
  requireTakingPart(actor, what)
  throw organiserRequired(what)
}

/** Whether they may run a session's steps manually. Without a session, only organisers may. */
export const mayLead = (actor: Actor, group: Group, session: Session | undefined): boolean =>
  mayOrganise(actor, group) || (mayTakePart(actor) && session?.facilitator?.id === actor.person.id)

/**
 * Whether they may skip or move some session: as an organiser any of them, else one that they lead, until it is
 * announced.
 */
export const mayMoveSome = (actor: Actor, group: Group): boolean =>
  mayOrganise(actor, group) ||
  group.sessions.some((session) => session.announcement === undefined && mayLead(actor, group, session))
