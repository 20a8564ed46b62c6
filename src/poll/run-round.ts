import type { Caller, PersonId, SpaceId } from '../chat/caller.ts'
import { changePoll, type PollDeps, requireFreePlace, requireRunnable } from './change-poll.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import { nobodyExpected, noRemindersWhenClosed } from './errors.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import { toOutcomeJob } from './poll-jobs.ts'
import { addRound, closeRound, reopenRound, revealRound } from './rounds.ts'
import { voterOf } from './voter.ts'

/** Closing, reopening and revealing rounds, starting the next one, and reminding people of one. */
export function createRoundRunner(deps: PollDeps) {
  const { store, now } = deps

  return {
    /** @param isQuiet Whether the caller shows the result itself, so that no outcome is posted. */
    async close(caller: Caller, id: PollId, isQuiet = false): Promise<Disclosure> {
      const poll = await requireRunnable(deps, caller, id, 'close this poll')
      const at = now()
      return changePoll(deps, poll, (poll) => closeRound(poll, at), isQuiet ? [] : [toOutcomeJob(poll, at)])
    },

    /** Closes a round at its closing time, unless it is closed already or its closing time has changed. */
    async closeDue(space: SpaceId, id: PollId, round: number, dueAt: number): Promise<void> {
      const poll = await store.find(space, id)
      if (poll === undefined || !isDue(poll, round, dueAt)) return
      await changePoll(deps, poll, (poll) => (isDue(poll, round, dueAt) ? closeRound(poll, now()) : poll), [
        toOutcomeJob(poll, now()),
      ])
    },

    async reopen(caller: Caller, id: PollId): Promise<Disclosure> {
      const poll = await requireRunnable(deps, caller, id, 'reopen this poll')
      await requireFreePlace(deps, poll)
      return changePoll(deps, poll, reopenRound)
    },

    async reveal(caller: Caller, id: PollId): Promise<Disclosure> {
      const poll = await requireRunnable(deps, caller, id, 'reveal this poll')
      const at = now()
      return changePoll(deps, poll, (poll) => revealRound(poll, at))
    },

    async revote(caller: Caller, id: PollId, blind: boolean): Promise<Disclosure> {
      const poll = await requireRunnable(deps, caller, id, 'start a re-vote')
      await requireFreePlace(deps, poll)
      const at = now()
      return changePoll(deps, poll, (poll) => addRound(poll, blind, at))
    },

    /**
     * The people to remind: the expected ones without a ballot; in anonymous polls all who are expected, so that a
     * reminder doesn't reveal who has voted.
     *
     * @throws UserError if the poll is closed or expects nobody.
     */
    async findToRemind(
      caller: Caller,
      id: PollId,
    ): Promise<{ poll: Disclosure; people: readonly PersonId[]; round: number }> {
      const poll = await requireRunnable(deps, caller, id, 'remind people')
      const round = currentRound(poll)
      if (round.state === 'closed') throw noRemindersWhenClosed()
      if (poll.expected.length === 0) throw nobodyExpected()
      const voters = poll.expected.map((person) => voterOf(poll, person))
      const cast = await store.ballotsAmong(poll, round.number, voters)
      const people = poll.expected.filter((_, i) => poll.visibility === 'anonymous' || cast[i] === undefined)
      return { poll: discloseCounts(poll), people, round: round.number }
    },
  }
}

function isDue(poll: Poll, round: number, dueAt: number): boolean {
  const { number, state } = currentRound(poll)
  return number === round && state === 'open' && poll.closesAt === dueAt
}
