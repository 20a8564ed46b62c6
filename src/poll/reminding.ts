import type { AudienceId } from '../chat/audience.ts'
import type { Caller, PersonId, Place } from '../chat/caller.ts'
import { toPollLine } from './audit-line.ts'
import { changePoll, type PollDeps, requireRunnable } from './change-poll.ts'
import { type AskedAudience, type Disclosure, discloseCounts } from './disclose.ts'
import { addExpected } from './edit-poll.ts'
import { alreadyMentioned, nobodyExpected, noRemindersWhenClosed } from './errors.ts'
import { countNudges, countReminding } from './nudges.ts'
import { currentRound, hasInvitees, type Poll, type PollId } from './poll.ts'
import { withRound } from './rounds.ts'

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
  /** The audiences whose people the platform doesn't name. */
  readonly unnamed: readonly AskedAudience[]
}

/** An audience that may be mentioned now. */
interface Mention {
  readonly poll: Disclosure
  readonly place: Place
  readonly audience: AskedAudience
  readonly round: number
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
    if (!hasInvitees(poll)) throw nobodyExpected()
    return (await findAwaited(deps, caller, poll)).people
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
    if (!hasInvitees(before) && more.length === 0) throw nobodyExpected()
    await countReminding(deps, caller)
    const poll = await addExpected(deps, caller, before, more)
    const { people: awaited, unnamed } = await findAwaited(deps, caller, poll)
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
      unnamed: only === undefined ? unnamed : [],
    }
  },

  /** Returns an audience that the caller may mention now. @throws UserError if the caller may not, or it was mentioned in this round. */
  async findMention(caller: Caller, id: PollId, audience: AudienceId): Promise<Mention> {
    const poll = await requireOpen(deps, caller, id)
    const disclosed = discloseCounts(poll)
    const found = disclosed.audiences.find((one) => one.id === audience)
    if (found === undefined) throw nobodyExpected()
    if (found.isMentioned) throw alreadyMentioned(found)
    return { poll: disclosed, place: poll.place, audience: found, round: currentRound(poll).number }
  },

  /** To be called when an audience was mentioned, which is done once in each round. */
  async recordMention(caller: Caller, id: PollId, audience: AudienceId): Promise<void> {
    const poll = await requireOpen(deps, caller, id)
    await changePoll(deps, poll, (poll) => withMention(poll, audience), {
      toLine: (_, next) => toPollLine(next, { command: 'remind', at: deps.now(), caller }),
    })
  },
})

function withMention(poll: Poll, audience: AudienceId): Poll {
  const round = currentRound(poll)
  const mentioned = round.mentioned ?? []
  return mentioned.includes(audience)
    ? poll
    : withRound(poll, { ...round, mentioned: [...mentioned, audience] })
}

async function requireOpen(deps: PollDeps, caller: Caller, id: PollId): Promise<Poll> {
  const { poll } = await requireRunnable(deps, caller, id, 'send reminders')
  if (currentRound(poll).state === 'closed') throw noRemindersWhenClosed()
  return poll
}

interface Awaited {
  readonly people: readonly PersonId[]
  readonly unnamed: readonly AskedAudience[]
}

/**
 * The expected people and those of audiences without a ballot; in anonymous polls all of them, so that a reminder doesn't
 * reveal who has voted. The audit says that people are reminded, but not whom.
 */
async function findAwaited(
  { store, voters, audiences, now }: PollDeps,
  caller: Caller,
  poll: Poll,
): Promise<Awaited> {
  await store.record(toPollLine(poll, { command: 'remind', at: now(), caller }))
  const asked = discloseCounts(poll).audiences
  const found = await Promise.all(asked.map(({ id }) => audiences.peopleIn(id, poll.place)))
  const unnamed = asked.filter((_, i) => found[i] === undefined)
  const people = [...new Set([...poll.expected, ...found.flatMap((people) => people ?? [])])]
  if (poll.visibility === 'anonymous') return { people, unnamed }
  const { number } = currentRound(poll)
  const expected = await Promise.all(people.map((person) => voters.voterOf(poll, person)))
  const cast = await Promise.all(expected.map((voter) => voter && store.ballot(poll, number, voter.id)))
  return { people: people.filter((_, i) => cast[i] === undefined), unnamed }
}
