import type { Caller } from '../chat/caller.ts'
import { notPermitted } from './errors.ts'
import type { Poll } from './poll.ts'
import type { Settings } from './settings.ts'

/** Whether the caller may close, reopen, reveal, re-vote, edit and remind here. */
export function mayRun({ person, rank }: Caller, poll: Poll, { closers }: Settings): boolean {
  if (closers === 'everyone' || rank === 'admin') return true
  return closers === 'opener' && (rank === 'manager' || person.id === poll.opener.id)
}

/** Whether the caller may remove a poll with its ballots. No setting widens this. */
export function mayDelete({ person, rank }: Caller, poll: Poll): boolean {
  return rank !== 'member' || person.id === poll.opener.id
}

/** Whether the caller may change settings and export everything. */
export const mayManage = ({ rank }: Caller): boolean => rank !== 'member'

/** @throws UserError unless allowed; `what` and `who` as in {@link notPermitted}. */
export function requirePermission(isAllowed: boolean, what: string, who: string): void {
  if (!isAllowed) throw notPermitted(what, who)
}
