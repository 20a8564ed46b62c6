import { type Caller, isManager } from '../chat/caller.ts'
import type { Need } from '../chat/command-info.ts'
import type { LinkKind, PageLink } from './page-link.ts'
import { notPermitted, onDenyList, silenced } from './permission-errors.ts'
import type { Poll } from './poll.ts'
import type { LinkRights, Settings } from './settings.ts'

/** A person with their rank in the poll's conversation. A rank in another one counts for nothing. */
export type Actor = Pick<Caller, 'person' | 'rank'>

/** Whether they may close, reopen, reveal, re-vote, edit and remind. */
export function mayRun({ person, rank }: Actor, poll: Poll, { closers }: Settings): boolean {
  if (rank === 'admin') return true
  if (!mayTakePart({ rank })) return false
  if (closers === 'admins') return false
  if (rank === 'manager' || person.id === poll.opener.id) return true
  return closers === 'everyone' && rank === 'member'
}

/** Whether they may remove a poll with its ballots. No setting widens this. */
export const mayDelete = ({ person, rank }: Actor, poll: Poll): boolean =>
  isManager(rank) || (person.id === poll.opener.id && mayTakePart({ rank }))

/** Whether they may vote, take part in reading groups and see the settings: everyone who may do more than look. */
export const mayTakePart = ({ rank }: Pick<Actor, 'rank'>): boolean =>
  rank !== 'denied' && rank !== 'silenced'

/** Whether the caller may open polls, nominate, and post results for everyone in their place. */
export const mayPost = ({ rank }: Pick<Actor, 'rank'>, { guests }: Settings): boolean =>
  mayTakePart({ rank }) && (rank !== 'guest' || guests === 'full')

/** Whether they may change settings and the deny list, see the audit, export everything and remove reasons. */
export const mayManage = ({ rank }: Pick<Actor, 'rank'>): boolean => isManager(rank)

/** Whether they may remove all polls that were imported with one of them. No setting widens this. */
export const mayUndoImport = ({ person, rank }: Actor, { imported, opener }: Poll): boolean =>
  imported !== undefined && mayTakePart({ rank }) && (rank === 'admin' || person.id === opener.id)

/** Whether they may make a link to the page of a poll. No setting widens who may make one that shows names and words. */
export function mayLink(
  kind: LinkKind,
  actor: Actor,
  { opener }: Poll,
  { rights, isLeader }: { readonly rights: LinkRights; readonly isLeader: boolean },
): boolean {
  if (rights === 'off' || !mayTakePart(actor)) return false
  if (isManager(actor.rank)) return true
  if (kind === 'full' || rights === 'managers') return false
  return isLeader || actor.person.id === opener.id
}

/** Whether they may withdraw a link to a page, and see its address. */
export const mayWithdrawLink = ({ person, rank }: Actor, { by }: PageLink): boolean =>
  isManager(rank) || person.id === by.id

/** Whether the caller may do in their place what a command needs. */
export function meetsNeed(need: Need | undefined, actor: Pick<Actor, 'rank'>, settings: Settings): boolean {
  switch (need) {
    case undefined:
      return true
    case 'take-part':
      return mayTakePart(actor)
    case 'post':
      return mayPost(actor, settings)
    case 'manage':
      return mayManage(actor)
    case 'run-space':
      return actor.rank === 'admin'
  }
}

/** @throws UserError unless allowed; `what` and `who` as in {@link notPermitted}. */
export function requirePermission(isAllowed: boolean, what: string, who: string): void {
  if (!isAllowed) throw notPermitted(what, who)
}

/**
 * @param what Completes "Only members of this channel can … here."
 * @throws UserError unless they may open polls, nominate, and post results for everyone.
 */
export function requirePosting(actor: Pick<Actor, 'rank'>, settings: Settings, what: string): void {
  requireTakingPart(actor, what)
  requirePermission(mayPost(actor, settings), `${what} here`, 'members of this channel')
}

/** @throws UserError for people who may only look. @param what Completes "You can't … here." */
export function requireTakingPart(actor: Pick<Actor, 'rank'>, what: string): void {
  if (!mayTakePart(actor)) throw actor.rank === 'silenced' ? silenced(what) : onDenyList(what)
}
