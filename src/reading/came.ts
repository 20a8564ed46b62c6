import type { PersonId } from '../chat/caller.ts'
import { VoterId } from '../poll/ballot.ts'
import type { Disclosure } from '../poll/disclose.ts'
import { minShownFrom } from '../poll/poll.ts'
import { toShownVoter } from '../poll/shown-voter.ts'

/** Who voted in a round of a poll with names that may be shown; empty for other polls. */
function votersIn({ visibility, rounds }: Disclosure): ReadonlySet<VoterId> {
  const ballots = visibility === 'names' ? rounds.flatMap((round) => (round.hidden ? [] : round.ballots)) : []
  return new Set(ballots.map(({ voter }) => voter))
}

/** Whether a person voted, as far as that is shown. */
export const hasVoted = (poll: Disclosure, person: PersonId): boolean =>
  votersIn(poll).has(toShownVoter(poll.id, VoterId.parse(person)))

/**
 * How many people came to a session: those who voted or say that they were there. In an anonymous poll nobody finds out who
 * is both, so it is the larger of the two numbers.
 *
 * @param there Those who say so.
 * @returns `undefined` if an anonymous poll shows no number as small.
 */
export function countCame(poll: Disclosure | undefined, there: readonly PersonId[]): number | undefined {
  if (poll === undefined) return there.length
  if (poll.visibility === 'anonymous') {
    const came = Math.max(there.length, ...poll.rounds.map(({ votes }) => votes))
    return came < (poll.shownFrom ?? minShownFrom) ? undefined : came
  }
  const voters = votersIn(poll)
  return voters.size + there.filter((person) => !hasVoted(poll, person)).length
}
