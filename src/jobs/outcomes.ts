import { inTime } from '../chat/in-time.ts'
import { UserError } from '../chat/user-error.ts'
import type { PollId } from '../poll/poll.ts'
import type { Clock } from '../time/clock.ts'
import type { OutcomeState, PostedOutcome } from '../views/poll/acted-notes.ts'

/** How long a person who closes a round waits to read where its outcome is, in ms. */
const maxWaitMs = 2500

type OnState = (state: OutcomeState) => void

/** Notifies people who close a round how its outcome was posted, which a job does. */
export function createOutcomes(clock: Pick<Clock, 'pause'>) {
  const waiting = new Map<PollId, Set<OnState>>()

  function report(poll: PollId, state: OutcomeState): void {
    for (const onState of waiting.get(poll) ?? []) onState(state)
    waiting.delete(poll)
  }

  return {
    /** Posts an outcome, and reports how that ended. @throws the fault that `post` throws. */
    async reportPosting(poll: PollId, post: () => Promise<PostedOutcome | undefined>): Promise<void> {
      try {
        const posted = await post()
        report(poll, posted === undefined ? { kind: 'none' } : { kind: 'posted', ...posted })
      } catch (fault) {
        if (fault instanceof UserError) report(poll, { kind: 'refused', why: fault })
        throw fault
      }
    },

    /** Closes a round, and waits a moment for its outcome. @throws what `close` throws. */
    async awaitPosting<Closed>(
      poll: PollId,
      close: () => Promise<Closed>,
    ): Promise<{ readonly closed: Closed; readonly outcome: OutcomeState }> {
      const { promise, resolve } = Promise.withResolvers<OutcomeState>()
      const callbacks = waiting.get(poll) ?? new Set()
      waiting.set(poll, callbacks.add(resolve))
      try {
        const closed = await close()
        return { closed, outcome: (await inTime(promise, maxWaitMs, clock)) ?? { kind: 'pending' } }
      } finally {
        callbacks.delete(resolve)
        if (callbacks.size === 0 && waiting.get(poll) === callbacks) waiting.delete(poll)
      }
    },
  }
}

export type Outcomes = ReturnType<typeof createOutcomes>
