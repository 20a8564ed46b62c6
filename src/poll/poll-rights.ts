import type { Caller, Person } from '../chat/caller.ts'
import { countVotes, type PollDeps } from './change-poll.ts'
import { discloseCounts } from './disclose.ts'
import { noPollInChannel } from './errors.ts'
import { createSightOf, findCandidates, requirePoll } from './find-poll.ts'
import { notPermitted, openerOrManager } from './permission-errors.ts'
import {
  type Actor,
  mayDelete,
  mayManage,
  mayRun,
  mayTakePart,
  mayUndoImport,
  requireTakingPart,
} from './permissions.ts'
import type { Poll, PollId } from './poll.ts'
import { isUndoable } from './poll-to-import.ts'
import type { Settings } from './settings.ts'

/** The acts on a poll that only some people may do. */
const rights = {
  run: mayRun,
  delete: mayDelete,
  manage: mayManage,
} as const satisfies Record<string, (actor: Actor, poll: Poll, settings: Settings) => boolean>

/** A right, and the act that needs it: `what` completes "Only Ada can …." */
interface Wanted {
  readonly right: keyof typeof rights
  readonly what: string
}

/** The caller's rights in polls, asked before anything is offered to them. */
export function createPollRights(
  deps: PollDeps,
  resolve: (caller: Caller, words: string) => Promise<PollId>,
) {
  const { store, settingsOf } = deps

  const isAllowed = async ({ right }: Wanted, actor: Actor, poll: Poll): Promise<boolean> =>
    rights[right](actor, poll, await settingsOf(poll.place))

  /** @param opener Of the poll, by their name if it is known which. */
  async function refuse(
    { right, what }: Wanted,
    caller: Caller,
    opener: Pick<Person, 'name'>,
  ): Promise<never> {
    const { closers } = await settingsOf(caller.place)
    requireTakingPart(caller, what)
    if (right === 'run' && closers === 'admins') throw notPermitted(what, 'an admin')
    throw notPermitted(what, right === 'manage' ? 'a manager of this channel' : openerOrManager({ opener }))
  }

  /** Whether they may do it with any of the polls of their channel that they could mean. */
  async function mayWithAny(caller: Caller, wanted: Wanted): Promise<boolean> {
    const candidates = await findCandidates(deps, caller)
    if (candidates.length === 0) throw noPollInChannel()
    const rankAt = createSightOf(deps, caller)
    for (const listed of candidates) {
      const rank = await rankAt(listed)
      const poll = rank === false ? undefined : await store.find(caller.place.space, listed.id)
      if (rank === false || poll === undefined) continue
      if (await isAllowed(wanted, { person: caller.person, rank }, poll)) return true
    }
    return false
  }

  return {
    /** Whether the caller may vote in, run and delete the poll, and manages its conversation. */
    async readRights(caller: Caller, id: PollId) {
      const { poll, actor } = await requirePoll(deps, caller, id)
      return {
        poll: discloseCounts(poll),
        mayVote: mayTakePart(actor),
        mayRun: mayRun(actor, poll, await settingsOf(poll.place)),
        mayDelete: mayDelete(actor, poll),
        mayManage: mayManage(actor),
        mayUndoImport:
          poll.imported !== undefined && isUndoable(poll.imported, deps.now()) && mayUndoImport(actor, poll),
        votes: countVotes(poll),
      }
    },

    /**
     * Asked before a form that is about a poll.
     *
     * @param words Which poll; without them it is asked by the form.
     * @throws UserError if the caller may not do it with that poll, or with none of their channel.
     */
    async requireRight(caller: Caller, wanted: Wanted, words: string | undefined): Promise<void> {
      if (words === undefined) {
        if (!(await mayWithAny(caller, wanted)))
          await refuse(wanted, caller, { name: 'the person who opened it' })
        return
      }
      const { poll, actor } = await requirePoll(deps, caller, await resolve(caller, words))
      if (!(await isAllowed(wanted, actor, poll))) await refuse(wanted, caller, poll.opener)
    },
  }
}
