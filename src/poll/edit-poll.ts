import type { Caller, PersonId } from '../chat/caller.ts'
import { changePoll, countVotes, type PollDeps, requireRunnable } from './change-poll.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import { closedPollNotEditable } from './errors.ts'
import { requirePoll } from './find-poll.ts'
import { mayDelete, requirePermission } from './permissions.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import { toCloseJobs } from './poll-jobs.ts'
import { withNextRevision } from './rounds.ts'

/** The new values of a poll's editable fields; `note` and `closesAt` are removed if absent. */
export interface Amendment {
  readonly title: string
  readonly note?: string
  /** In ms since 1970. */
  readonly closesAt?: number
  readonly expected: readonly PersonId[]
}

/** Editing and deleting polls. */
export function createPollEditor(deps: PollDeps) {
  const { store, voters, now, onEdit, notifyScheduler } = deps
  return {
    /** The values that the edit form starts with. @throws UserError if the poll is closed. */
    async findEditable(caller: Caller, id: PollId) {
      const poll = await requireRunnable(deps, caller, id, 'edit this poll')
      if (currentRound(poll).state === 'closed') throw closedPollNotEditable()
      return { poll: discloseCounts(poll), expected: poll.expected }
    },

    async amend(caller: Caller, id: PollId, amendment: Amendment): Promise<Disclosure> {
      const poll = await requireRunnable(deps, caller, id, 'edit this poll')
      const amendPoll = (poll: Poll) => withAmendment(poll, amendment)
      const next = amendPoll(poll)
      return changePoll(deps, poll, amendPoll, next.closesAt === poll.closesAt ? [] : toCloseJobs(next))
    },

    /** Deletes the poll. @returns the number of ballots deleted with it. */
    async remove(caller: Caller, id: PollId): Promise<number> {
      const { poll, actor } = await requirePoll(deps, caller, id)
      requirePermission(mayDelete(actor, poll), 'delete this poll', `${poll.opener.name} or a manager`)
      const removed = await store.remove(id, caller.place.space, now())
      if (poll.visibility === 'anonymous') {
        await voters.destroyKeys([id])
        await store.forgetKey(id)
      }
      onEdit(removed ?? poll)
      notifyScheduler()
      return removed === undefined ? 0 : countVotes(removed)
    },
  }
}

function withAmendment(poll: Poll, { title, note, closesAt, expected }: Amendment): Poll {
  if (currentRound(poll).state === 'closed') throw closedPollNotEditable()
  const { note: _, closesAt: __, ...rest } = poll
  return withNextRevision({
    ...rest,
    paper: { ...poll.paper, title },
    expected,
    ...(note !== undefined && { note }),
    ...(closesAt !== undefined && { closesAt }),
  })
}
