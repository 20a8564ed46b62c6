import type { Caller, PersonId, Place } from '../chat/caller.ts'
import { toPollLine } from './audit-line.ts'
import { type PollDeps, requireRunnable } from './change-poll.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import { addExpected } from './edit-poll.ts'
import { nobodyExpected, noRemindersWhenClosed } from './errors.ts'
import { countNudges, countReminding } from './nudges.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'

interface Nudge {
  readonly poll: Disclosure
  readonly place: Place
  readonly round: number
  /** Whom to remind now. */
  readonly people: readonly PersonId[]
  /** The number of those who are spared. */
  readonly spared: number
  /** The number of those who don't see the poll's place any more. */
  readonly unseeing: number
  /** The number of those who were added to the expected. */
  readonly added: number
}

/** Reminding people of a poll that they are expected to vote in. */
export const createReminding = (deps: PollDeps) => ({
  /**
   * The people that a session reminds; see {@link findAwaited}. Each session reminds a person twice at most.
   *
   * @throws UserError if the poll is closed or expects nobody.
   */
  async findToRemind(caller: Caller, id: PollId): Promise<readonly PersonId[]> {
    const poll = await requireOpen(deps, caller, id)
    if (poll.expected.length === 0) throw nobodyExpected()
    return findAwaited(deps, caller, poll)
  },

  /** Those of some people whom the poll doesn't expect. @throws UserError if it is closed, or the caller may not run it. */
  async findUnexpected(caller: Caller, id: PollId, people: readonly PersonId[]) {
    const poll = await requireOpen(deps, caller, id)
    return {
      poll: discloseCounts(poll),
      place: poll.place,
      people: people.filter((person) => !poll.expected.includes(person)),
    }
  },

  /**
   * The people to remind now: of those {@link findAwaited}, the ones who may have a reminder more.
   *
   * @param only The only ones to be reminded.
   * @param isAdding Whether those of them who are not expected are added first.
   * @throws UserError if the poll is closed or expects nobody, or the caller has reminded people too often.
   */
  async nudge(caller: Caller, id: PollId, only?: readonly PersonId[], isAdding = false): Promise<Nudge> {
    const before = await requireOpen(deps, caller, id)
    const more = isAdding ? (only ?? []) : []
    if (before.expected.length === 0 && more.length === 0) throw nobodyExpected()
    await countReminding(deps, caller)
    const poll = await addExpected(deps, caller, before, more)
    const awaited = await findAwaited(deps, caller, poll)
    const missing = only === undefined ? awaited : awaited.filter((person) => only.includes(person))
    const ranks = await Promise.all(missing.map((person) => deps.rankOf(person, poll.place)))
    const seeing = missing.filter((_, i) => ranks[i] !== false)
    const people = await countNudges(deps, poll, seeing)
    return {
      poll: discloseCounts(poll),
      place: poll.place,
      round: currentRound(poll).number,
      people,
      spared: seeing.length - people.length,
      unseeing: missing.length - seeing.length,
      added: poll.expected.length - before.expected.length,
    }
  },
})

async function requireOpen(deps: PollDeps, caller: Caller, id: PollId): Promise<Poll> {
  const { poll } = await requireRunnable(deps, caller, id, 'send reminders')
  if (currentRound(poll).state === 'closed') throw noRemindersWhenClosed()
  return poll
}

/**
 * The expected people without a ballot; in anonymous polls all who are expected, so that a reminder doesn't reveal
 * who has voted. The audit says that people are reminded, but not whom.
 */
async function findAwaited(
  { store, voters, now }: PollDeps,
  caller: Caller,
  poll: Poll,
): Promise<readonly PersonId[]> {
  await store.record(toPollLine(poll, { command: 'remind', at: now(), caller }))
  if (poll.visibility === 'anonymous') return poll.expected
  const { number } = currentRound(poll)
  const expected = await Promise.all(poll.expected.map((person) => voters.voterOf(poll, person)))
  const cast = await Promise.all(expected.map((voter) => voter && store.ballot(poll, number, voter.id)))
  return poll.expected.filter((_, i) => cast[i] === undefined)
}
