import type { Audience } from '../chat/audience.ts'
import type { Caller, Person, PersonId } from '../chat/caller.ts'
import { idsOf } from '../chat/invitee.ts'
import { maxNamed } from '../limits.ts'
import { createAnnouncing } from './announcing.ts'
import { type AuditChange, invitedWords, personOf, toPollLine } from './audit-line.ts'
import { changePoll, countVotes, type PollDeps, requireRunnable } from './change-poll.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import { closedPollNotEditable, manyExpected } from './errors.ts'
import { requirePoll } from './find-poll.ts'
import { openerOrManager } from './permission-errors.ts'
import { mayDelete, requirePermission, requireTakingPart } from './permissions.ts'
import { currentRound, EditedField, inviteesOf, noteAuthorsOf, type Poll, type PollId } from './poll.ts'
import { toAnnounceJob, toCloseJobs } from './poll-jobs.ts'
import { withNextRevision } from './rounds.ts'

/** The new values of a poll's editable fields; `note` and the closing time are removed if absent. */
export interface Amendment {
  readonly title: string
  readonly note?: string
  /** In ms since 1970. */
  readonly closesAt?: number
  /** The zone of the closing time. */
  readonly closesZone?: string
  readonly expected: readonly PersonId[]
  readonly audiences?: readonly Audience[]
}

/** Editing and deleting polls. */
export function createPollEditor(deps: PollDeps) {
  const { store, voters, now, onEdit, onErased, notifyScheduler } = deps
  return {
    /** The values that the edit form starts with. @throws UserError if the poll is closed. */
    async findEditable(caller: Caller, id: PollId) {
      const { poll } = await requireRunnable(deps, caller, id, 'edit this poll')
      if (currentRound(poll).state === 'closed') throw closedPollNotEditable()
      return { poll: discloseCounts(poll), expected: idsOf(inviteesOf(poll)) }
    },

    async amend(caller: Caller, id: PollId, amendment: Amendment): Promise<Disclosure> {
      const { poll } = await requireRunnable(deps, caller, id, 'edit this poll')
      const at = now()
      const editor = personOf(caller)
      const { id: announcement, announce } = createAnnouncing('closing time', { at, by: editor })
      const amendPoll = (poll: Poll) => {
        const next = withEditor(poll, withAmendment(poll, amendment, editor), editor, at)
        return next.closesAt === poll.closesAt ? next : announce(poll, next)
      }
      const next = amendPoll(poll)
      const isMoved = next.closesAt !== poll.closesAt
      const amended = await changePoll(deps, poll, amendPoll, {
        jobs: isMoved ? [...toCloseJobs(next), toAnnounceJob(poll, announcement, at)] : [],
        toLine(before, next) {
          const changes = editedFields(before, next).map((field) => toAuditChange(field, before, next))
          return changes.length === 0 ? undefined : toPollLine(next, { command: 'edit', at, caller, changes })
        },
      })
      if (editedFields(poll, next).some((field) => field !== 'closes')) onErased()
      return amended
    },

    /** Deletes the poll. @returns the number of ballots deleted with it. */
    async remove(caller: Caller, id: PollId): Promise<number> {
      const { poll, actor } = await requirePoll(deps, caller, id)
      requireTakingPart(actor, 'delete this poll')
      requirePermission(mayDelete(actor, poll), 'delete this poll', openerOrManager(poll))
      const at = now()
      await deps.onRemoving(caller.place.space, [id])
      const removed = await store.remove(id, caller.place.space, at, (poll) => {
        const changes = [{ field: 'votes', from: String(countVotes(poll)) }]
        return toPollLine(poll, { command: 'delete', at, caller, changes })
      })
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

/**
 * The poll with more people whose votes are expected, which is stored.
 *
 * @returns the same poll if it expects all of them already.
 * @throws UserError if it is closed, or would expect too many people.
 */
export async function addExpected(
  deps: PollDeps,
  caller: Caller,
  poll: Poll,
  people: readonly PersonId[],
): Promise<Poll> {
  const at = deps.now()
  let changed = poll
  const add = (poll: Poll): Poll => {
    const expected = [...new Set([...poll.expected, ...people])]
    if (expected.length === poll.expected.length) return poll
    if (expected.length > maxNamed) throw manyExpected(maxNamed)
    if (currentRound(poll).state === 'closed') throw closedPollNotEditable()
    return withEditor(poll, withNextRevision({ ...poll, expected }), personOf(caller), at)
  }
  if (add(poll) === poll) return poll
  await changePoll(
    deps,
    poll,
    (poll) => {
      changed = add(poll)
      return changed
    },
    {
      toLine: (before, next) =>
        toPollLine(next, {
          command: 'edit',
          at,
          caller,
          changes: [toAuditChange('expect', before, next)],
        }),
    },
  )
  return changed
}

function withAmendment(
  poll: Poll,
  { title, note, closesAt, closesZone, expected, audiences = [] }: Amendment,
  by: Person | undefined,
): Poll {
  if (currentRound(poll).state === 'closed') throw closedPollNotEditable()
  const { note: _, noteBy, closesAt: __, closesZone: ___, closesZoneBy, audiences: ____, ...rest } = poll
  // Words of earlier authors may still be in it.
  const authors =
    note === poll.note || by === undefined
      ? noteBy
      : [...noteAuthorsOf(poll).filter(({ id }) => id !== by.id), by]
  const zoneBy = closesZone === poll.closesZone || by === undefined ? closesZoneBy : by.id
  return withNextRevision({
    ...rest,
    paper: { ...poll.paper, title },
    expected,
    ...(audiences.length > 0 && { audiences }),
    ...(note !== undefined && { note, ...(authors !== undefined && { noteBy: authors }) }),
    ...(closesAt !== undefined && { closesAt }),
    ...(closesZone !== undefined && {
      closesZone,
      ...(zoneBy !== undefined && { closesZoneBy: zoneBy }),
    }),
  })
}

/** How an editable field is compared and recorded: a note's words and the names of people are not. */
const readField: Readonly<Record<EditedField, (poll: Poll) => string | undefined>> = {
  title: ({ paper }) => paper.title,
  note: ({ note }) => note,
  closes: ({ closesAt }) => (closesAt === undefined ? undefined : new Date(closesAt).toISOString()),
  expect: (poll) => idsOf(inviteesOf(poll)).join(' '),
}

const editedFields = (before: Poll, next: Poll): readonly EditedField[] =>
  EditedField.options.filter((field) => readField[field](before) !== readField[field](next))

function toAuditChange(field: EditedField, before: Poll, next: Poll): AuditChange {
  if (field === 'note') return { field }
  if (field === 'expect')
    return { field, from: invitedWords(inviteesOf(before)), to: invitedWords(inviteesOf(next)) }
  const [from, to] = [readField[field](before), readField[field](next)]
  return { field, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}

/** Records who changed what last. */
function withEditor(before: Poll, next: Poll, by: Person | undefined, at: number): Poll {
  const fields = editedFields(before, next)
  if (fields.length === 0 || by === undefined) return next
  return { ...next, acts: { ...next.acts, changed: { by, at, fields } } }
}
