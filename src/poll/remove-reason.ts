import type { Caller } from '../chat/caller.ts'
import { toPollLine } from './audit-line.ts'
import type { PollDeps } from './change-poll.ts'
import type { Disclosure } from './disclose.ts'
import { noSuchReason, pollNotFound } from './errors.ts'
import { requirePoll } from './find-poll.ts'
import { mayManage, requirePermission } from './permissions.ts'
import type { Poll, PollId } from './poll.ts'
import { readWhole } from './read-whole.ts'
import { type ShownReason, shownReasons } from './shown-reasons.ts'

/** Removing words that voters wrote. Their votes stay. */
export function createReasonRemover(deps: PollDeps) {
  const { store, publisher, now, onEdit, onErased } = deps

  async function requireModerated(caller: Caller, id: PollId): Promise<Poll> {
    const { poll, actor } = await requirePoll(deps, caller, id)
    requirePermission(mayManage(actor), 'remove a reason', 'a manager of this channel')
    return poll
  }

  /** Takes the words out of every round. What is published later is made from ballots that are without them. */
  async function removeWords(poll: Poll, words: string, caller: Caller): Promise<void> {
    if (poll.visibility === 'anonymous') await publisher.publishedRounds(poll)
    const line = toPollLine(poll, { command: 'remove-reason', at: now(), caller })
    const outcome = await store.removeWords(poll, words, line)
    if (outcome === 'changed') {
      const changed = await store.find(poll.place.space, poll.id)
      if (changed === undefined) throw pollNotFound()
      return removeWords(changed, words, caller)
    }
    onEdit(outcome)
    onErased()
  }

  return {
    /** The reasons that the poll shows. @throws UserError unless the caller manages its conversation. */
    async findRemovable(
      caller: Caller,
      id: PollId,
    ): Promise<{ poll: Disclosure; reasons: readonly ShownReason[] }> {
      const { poll } = await readWhole(deps, await requireModerated(caller, id))
      return { poll, reasons: shownReasons(poll) }
    },

    /**
     * Removes a reason from every ballot of the poll that has it: it is chosen by its words, so that nothing of an
     * anonymous ballot is revealed.
     *
     * @param key Of a {@link ShownReason}.
     * @throws UserError unless the caller manages the poll's conversation and the poll shows that reason.
     */
    async removeReason(caller: Caller, id: PollId, key: string): Promise<void> {
      const poll = await requireModerated(caller, id)
      const shown = shownReasons((await readWhole(deps, poll)).poll)
      const reason = shown.find((one) => one.key === key)
      if (reason === undefined) throw noSuchReason()
      await removeWords(poll, reason.text, caller)
    },
  }
}
