import { PersonId } from '../chat/caller.ts'
import { VoterId } from '../poll/ballot.ts'
import type { Disclosure } from '../poll/disclose.ts'
import { minShownFrom } from '../poll/poll.ts'
import { toShownVoter } from '../poll/shown-voter.ts'
import type { Session } from './group.ts'
import { presentByWorth, type WorthOf } from './worth.ts'

/** Who voted in a round of a poll with names that may be shown; empty for other polls. */
function votersIn({ visibility, rounds }: Disclosure): ReadonlySet<VoterId> {
  const ballots = visibility === 'names' ? rounds.flatMap((round) => (round.hidden ? [] : round.ballots)) : []
  return new Set(ballots.map(({ voter }) => voter))
}

/** Whether a person voted, as far as that is shown. */
export const hasVoted = (poll: Disclosure, person: PersonId): boolean =>
  votersIn(poll).has(toShownVoter(poll.id, VoterId.parse(person)))

/** Those who said that they were there, while people read or afterwards; without those who are noted by a pseudonym. */
export function listThere(
  { present = [], keyedPoll }: Pick<Session, 'present' | 'keyedPoll'>,
  answers: WorthOf,
): readonly PersonId[] {
  const reading = keyedPoll === undefined ? present.map(({ who }) => PersonId.parse(who)) : []
  return [...new Set([...reading, ...presentByWorth(answers)])]
}

/**
 * How many people came to a session: those who voted or said that they were there. In an anonymous poll nobody finds out who
 * did both, so it is the largest of the numbers.
 *
 * @param answers Whether it was worth it to people.
 * @returns `undefined` if an anonymous poll shows no number as small.
 */
export function countCame(
  poll: Disclosure | undefined,
  session: Pick<Session, 'present' | 'keyedPoll'>,
  answers: WorthOf,
): number | undefined {
  const there = listThere(session, answers)
  const said = Math.max(there.length, session.present?.length ?? 0)
  if (poll === undefined) return said
  if (poll.visibility === 'anonymous') {
    const came = Math.max(said, ...poll.rounds.map(({ votes }) => votes))
    return came < (poll.shownFrom ?? minShownFrom) ? undefined : came
  }
  const voters = votersIn(poll)
  return Math.max(said, voters.size + there.filter((person) => !hasVoted(poll, person)).length)
}
