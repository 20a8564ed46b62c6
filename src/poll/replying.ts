import type { Caller, SpaceId } from '../chat/caller.ts'
import type { PollDeps } from './change-poll.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import type { PollId } from './poll.ts'
import { recordReply, requireAsked } from './record-reply.ts'
import type { DifferReason, SettledAnswer } from './reply.ts'

/** Answers of voters to what a round asks once its votes are shown: nobody sees who gave which. */
export function createReplying(deps: PollDeps) {
  return {
    /** Stores why the caller thinks that voters of a round differ. */
    async answerDiffer(caller: Caller, id: PollId, round: number, differ: DifferReason): Promise<Disclosure> {
      const asked = await requireAsked(deps, caller, { id, round, ask: 'differ', about: 'votes' })
      return discloseCounts(await recordReply(deps, asked, (before) => ({ ...before, differ })))
    },

    /** Stores whether the question of the round before was settled for the caller. */
    async answerSettled(
      caller: Caller,
      id: PollId,
      round: number,
      settled: SettledAnswer,
    ): Promise<Disclosure> {
      const asked = await requireAsked(deps, caller, { id, round, ask: 'crux', about: 'round before' })
      return discloseCounts(await recordReply(deps, asked, (before) => ({ ...before, settled })))
    },

    /**
     * A revision that rises with each change that was not a vote, and with each of these answers; `undefined` if the poll does
     * not exist.
     */
    async replyRevisionOf(space: SpaceId, id: PollId): Promise<number | undefined> {
      const poll = await deps.store.find(space, id)
      return poll && (poll.editRevision ?? 0) + (poll.replies ?? 0)
    },
  }
}
