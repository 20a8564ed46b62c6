import type { Caller, SpaceId } from '../chat/caller.ts'
import { createAnnouncing } from './announcing.ts'
import { type AuditCommand, personOf, toPollLine } from './audit-line.ts'
import { changePoll, type PollDeps, requireRunnable } from './change-poll.ts'
import type { Disclosure } from './disclose.ts'
import { anonymousStaysClosed, namesExpired, pollSealed, roundAlreadyOpen } from './errors.ts'
import { asksOf, currentRound, type Poll, type PollId } from './poll.ts'
import type { ChangeRecords } from './poll-changes.ts'
import { toAnnounceJob, toCruxesJob, toLabelJobs, toOutcomeJob, toSealJobs } from './poll-jobs.ts'
import { openAgain } from './room-for-poll.ts'
import { addRound, closeRound, type Doing, reopenRound, revealRound } from './rounds.ts'

/** When a round was to close, in ms since 1970, and how late it is because the bot was not in the space, in ms. */
interface Due {
  readonly dueAt: number
  readonly awayMs: number
}

/**
 * Closing, reopening and revealing rounds, and starting the next one. Everyone in the poll's conversation reads about it,
 * unless it is done automatically: a session says itself what it does.
 */
export function createRoundRunner(deps: PollDeps) {
  const { store, now, settingsOf } = deps

  async function close(
    poll: Poll,
    decide: (poll: Poll) => Poll,
    doing: Doing,
    by: Pick<ChangeRecords, 'toLine'> & { readonly isQuiet: boolean },
  ): Promise<Disclosure> {
    const { isQuiet, ...records } = by
    const settings = await settingsOf(poll.place)
    const { id, announce } = createAnnouncing('close', doing)
    const outcome = isQuiet ? [] : [toOutcomeJob(poll, doing.at, id)]
    const closeAndAnnounce = (poll: Poll) => (isQuiet ? decide(poll) : announce(poll, decide(poll)))
    const labelled = toLabelJobs(poll, settings, doing.at)
    const jobs = [
      ...outcome,
      ...labelled,
      ...cruxesJobs(poll, doing.at, isQuiet),
      ...toSealJobs(poll, doing.at, settings.seal),
    ]
    return changePoll(deps, poll, closeAndAnnounce, { jobs, ...records })
  }

  /** Changes a round that stays open, or is opened. */
  async function change(
    caller: Caller,
    poll: Poll,
    decide: (poll: Poll) => Poll,
    act: 'reveal' | 'reopen' | 'revote',
    at: number,
  ): Promise<Disclosure> {
    const toLine = toLineOf(act, caller, at)
    const isQuiet = caller.isAutomatic === true
    const following =
      act === 'reveal' ? cruxesJobs(poll, at, isQuiet) : toLabelJobs(poll, await settingsOf(poll.place), at)
    if (isQuiet) return changePoll(deps, poll, decide, { jobs: following, toLine })
    const { id, announce } = createAnnouncing(act, { at, by: personOf(caller) })
    const jobs = [toAnnounceJob(poll, id, at), ...following]
    return changePoll(deps, poll, (poll) => announce(poll, decide(poll)), { jobs, toLine })
  }

  return {
    async close(caller: Caller, id: PollId): Promise<Disclosure> {
      const { poll } = await requireRunnable(deps, caller, id, 'close this poll')
      const doing = { at: now(), by: personOf(caller) }
      return close(poll, (poll) => closeRound(poll, doing), doing, {
        isQuiet: caller.isAutomatic === true,
        toLine: toLineOf('close', caller, doing.at),
      })
    },

    /** Closes a round at its closing time, unless it is closed already or its closing time has changed. */
    async closeDue(space: SpaceId, id: PollId, round: number, { dueAt, awayMs }: Due): Promise<void> {
      const poll = await store.find(space, id)
      if (poll === undefined || !isDue(poll, round, dueAt)) return
      const doing = { at: now(), ...(awayMs > 0 && { awayMs }) }
      const decide = (poll: Poll) => (isDue(poll, round, dueAt) ? closeRound(poll, doing) : poll)
      await close(poll, decide, doing, { isQuiet: false })
    },

    async reopen(caller: Caller, id: PollId): Promise<Disclosure> {
      const seen = await requireRunnable(deps, caller, id, 'reopen this poll')
      const { poll } = seen
      if (poll.visibility === 'anonymous') throw anonymousStaysClosed(poll)
      if (poll.namelessRounds === poll.rounds.length) throw namesExpired(poll)
      if (currentRound(poll).state === 'open') throw roundAlreadyOpen(poll, await deps.linkToPoll(id))
      return openAgain(deps, caller, seen, () => change(caller, poll, reopenRound, 'reopen', now()))
    },

    /** Shows the placements; an anonymous round is closed with it, because what comes after could be told apart. */
    async reveal(caller: Caller, id: PollId): Promise<Disclosure> {
      const { poll } = await requireRunnable(deps, caller, id, 'reveal the votes')
      const doing = { at: now(), by: personOf(caller) }
      return poll.visibility === 'names'
        ? change(caller, poll, (poll) => revealRound(poll, doing), 'reveal', doing.at)
        : close(poll, (poll) => closeRound(poll, doing, 'revealed'), doing, {
            isQuiet: caller.isAutomatic === true,
            toLine: toLineOf('reveal', caller, doing.at),
          })
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
      return openAgain(deps, caller, seen, () => change(caller, poll, decide, 'revote', at))
    },
  }
}

/** Empty if its cruxes were shown at a reveal before, or if it has none to ask. */
const cruxesJobs = (poll: Poll, at: number, isInSession: boolean) =>
  asksOf(poll).includes('crux') && currentRound(poll).revealedAt === undefined
    ? [toCruxesJob(poll, at, isInSession)]
    : []

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
