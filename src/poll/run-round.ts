import type { Caller, SpaceId } from '../chat/caller.ts'
import { type AuditCommand, personOf, toPollLine } from './audit-line.ts'
import { changePoll, type PollDeps, requireRunnable } from './change-poll.ts'
import type { Disclosure } from './disclose.ts'
import { anonymousStaysClosed, namesExpired, pollSealed } from './errors.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import { toOutcomeJob, toSealJobs } from './poll-jobs.ts'
import type { ChangeRecords } from './poll-store.ts'
import { openAgain } from './room-for-poll.ts'
import { addRound, closeRound, reopenRound, revealRound } from './rounds.ts'

/** Closing, reopening and revealing rounds, and starting the next one. */
export function createRoundRunner(deps: PollDeps) {
  const { store, now, settingsOf } = deps

  /** @param isQuiet Whether nothing is posted about it. */
  async function close(
    poll: Poll,
    decide: (poll: Poll) => Poll,
    isQuiet: boolean,
    toLine?: ChangeRecords['toLine'],
  ): Promise<Disclosure> {
    const at = now()
    const { seal } = await settingsOf(poll.place)
    const outcome = isQuiet ? [] : [toOutcomeJob(poll, at)]
    const jobs = [...outcome, ...toSealJobs(poll, at, seal)]
    return changePoll(deps, poll, decide, { jobs, ...(toLine !== undefined && { toLine }) })
  }

  return {
    /** @param isQuiet Whether the caller shows the result itself, so that no outcome is posted. */
    async close(caller: Caller, id: PollId, isQuiet = false): Promise<Disclosure> {
      const { poll } = await requireRunnable(deps, caller, id, 'close this poll')
      const doing = { at: now(), by: personOf(caller) }
      return close(poll, (poll) => closeRound(poll, doing), isQuiet, toLineOf('close', caller, doing.at))
    },

    /** Closes a round at its closing time, unless it is closed already or its closing time has changed. */
    async closeDue(space: SpaceId, id: PollId, round: number, dueAt: number): Promise<void> {
      const poll = await store.find(space, id)
      if (poll === undefined || !isDue(poll, round, dueAt)) return
      await close(poll, (poll) => (isDue(poll, round, dueAt) ? closeRound(poll, { at: now() }) : poll), false)
    },

    async reopen(caller: Caller, id: PollId): Promise<Disclosure> {
      const seen = await requireRunnable(deps, caller, id, 'reopen this poll')
      const { poll } = seen
      if (poll.visibility === 'anonymous') throw anonymousStaysClosed(poll)
      if (poll.namelessRounds === poll.rounds.length) throw namesExpired(poll)
      const toLine = toLineOf('reopen', caller, now())
      return openAgain(deps, caller, seen, () => changePoll(deps, poll, reopenRound, { toLine }))
    },

    /**
     * Shows the placements; an anonymous round is closed with it, because what comes after could be told apart.
     *
     * @param isQuiet As for `close`.
     */
    async reveal(caller: Caller, id: PollId, isQuiet = false): Promise<Disclosure> {
      const { poll } = await requireRunnable(deps, caller, id, 'reveal the votes')
      const doing = { at: now(), by: personOf(caller) }
      const toLine = toLineOf('reveal', caller, doing.at)
      return poll.visibility === 'names'
        ? changePoll(deps, poll, (poll) => revealRound(poll, doing), { toLine })
        : close(poll, (poll) => closeRound(poll, doing, 'revealed'), isQuiet, toLine)
    },

    /** Starts the next round. An anonymous one is blind unless it is to be counted live. */
    async revote(
      caller: Caller,
      id: PollId,
      { blind, live }: { readonly blind: boolean; readonly live: boolean },
    ): Promise<Disclosure> {
      const seen = await requireRunnable(deps, caller, id, 'start the next round')
      const { poll } = seen
      if (poll.sealedAt !== undefined) throw pollSealed()
      const at = now()
      const isBlind = poll.visibility === 'anonymous' ? !live : blind && !live
      const decide = (poll: Poll): Poll => {
        if (poll.sealedAt !== undefined) throw pollSealed()
        return addRound(poll, isBlind, at)
      }
      const toLine = toLineOf('revote', caller, at)
      return openAgain(deps, caller, seen, () => changePoll(deps, poll, decide, { toLine }))
    },
  }
}

function isDue(poll: Poll, round: number, dueAt: number): boolean {
  const { number, state } = currentRound(poll)
  return number === round && state === 'open' && poll.closesAt === dueAt
}

/** The line of an act on a round, which is the current one after it. */
const toLineOf =
  (command: AuditCommand, caller: Caller, at: number): NonNullable<ChangeRecords['toLine']> =>
  (_, next) =>
    toPollLine(next, {
      command,
      at,
      caller,
      changes: [{ field: 'round', to: String(currentRound(next).number) }],
    })
