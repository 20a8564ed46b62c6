import type { Audiences } from '../chat/audiences.ts'
import type { Caller, SpaceId } from '../chat/caller.ts'
import type { Sight } from '../chat/sight.ts'
import type { Limits } from '../limits.ts'
import type { MayLookUp } from '../paper/look-up-limit.ts'
import type { UseCounter } from '../store/use-counter.ts'
import type { BallotChanges } from './ballot-changes.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import { pollNotFound } from './errors.ts'
import type { Crux, CruxOutcome } from './extra-answers.ts'
import { type PollSource, requirePoll, type SeenPoll } from './find-poll.ts'
import { openerOrManager } from './permission-errors.ts'
import { mayRun, requirePermission, requireTakingPart } from './permissions.ts'
import type { Poll, PollId } from './poll.ts'
import type { ChangeRecords } from './poll-changes.ts'

export interface PollDeps extends PollSource {
  readonly ballotChanges: BallotChanges
  readonly limits: Limits
  readonly uses: UseCounter
  readonly mayLookUp: MayLookUp
  readonly audiences: Audiences
  /** The rank of a person in a place; `false` if they can't see it, or if it can't be found out. */
  readonly rankOf: Sight['rankOf']
  /** Whether a caller is in a conversation that they see. */
  readonly isInside: Sight['isInside']
  /** The address of a message that shows a poll; `undefined` where messages have none. */
  readonly linkToPoll: (poll: PollId) => Promise<string | undefined>
  /** Called after each change by votes, once it is on disk. */
  readonly onChange: (poll: Poll) => void
  /** Called with the voter after each ballot that was cast, changed or withdrawn, once it is on disk. */
  readonly onVote: (caller: Caller) => void
  /** Called after each other change and after each reply, with the changed poll, or with the deleted one. */
  readonly onEdit: (poll: Poll) => void
  /** Called before polls of a space are deleted. */
  readonly onRemoving: (space: SpaceId, polls: readonly PollId[]) => Promise<void>
  /** The crux that two sides share most; `undefined` if none is shared. */
  readonly findSharedCrux: (cruxes: readonly Crux[]) => CruxOutcome['shared']
  /** Called after words or votes were removed. */
  readonly onErased: () => void
  /** Called after a job was stored. */
  readonly notifyScheduler: () => void
}

/**
 * Stores a change, its jobs and its line in the audit in one commit, and reports it.
 *
 * @param decide Pure: may run more than once. If it throws, nothing is changed.
 * @throws UserError if the poll has been deleted.
 */
export async function changePoll(
  { store, onEdit, notifyScheduler }: PollDeps,
  { id, place }: Poll,
  decide: (poll: Poll) => Poll,
  records: ChangeRecords = {},
): Promise<Disclosure> {
  const poll = await store.change(id, place.space, decide, records)
  if (poll === undefined) throw pollNotFound()
  onEdit(poll)
  if (records.jobs?.length) notifyScheduler()
  return discloseCounts(poll)
}

/**
 * The poll, which the caller may run, and their rank there.
 *
 * @param what Completes "Only Ada can …."
 * @throws UserError if they may not, or can't see it.
 */
export async function requireRunnable(
  deps: PollDeps,
  caller: Caller,
  id: PollId,
  what: string,
): Promise<SeenPoll> {
  const { poll, actor } = await requirePoll(deps, caller, id)
  const settings = await deps.settingsOf(poll.place)
  const who = settings.closers === 'admins' ? 'an admin' : openerOrManager(poll)
  requireTakingPart(actor, what)
  requirePermission(mayRun(actor, poll, settings), what, who)
  return { poll, actor }
}

export const countVotes = (poll: Poll): number =>
  discloseCounts(poll).rounds.reduce((sum, { votes }) => sum + votes, 0)
