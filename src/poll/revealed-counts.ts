import type { Ballot } from './ballot.ts'
import { guessedAnswer } from './ballot-extras.ts'
import type { Round } from './poll.ts'

const applicationsAt = 9

type RevealedRound = Pick<Round, 'countsAtReveal'>

/**
 * The counts at the reveal of a round without a ballot that is removed: under the answer that it had then, as far as it
 * is known, else under its present one.
 *
 * @returns an empty object if nothing was hidden.
 */
export const withoutRevealed = (round: RevealedRound, ballot: Ballot): RevealedRound =>
  withCounted(round, ballot, -1)

/** As {@link withoutRevealed}, with a ballot that was among those counts and comes back. */
export const withRevealed = (round: RevealedRound, ballot: Ballot): RevealedRound =>
  withCounted(round, ballot, 1)

function withCounted(
  { countsAtReveal }: RevealedRound,
  { answers, isLate }: Ballot,
  by: 1 | -1,
): RevealedRound {
  if (countsAtReveal === undefined) return {}
  const answer = answers.expected?.cell ?? guessedAnswer(answers.stance)
  if (isLate || answer === undefined) return { countsAtReveal }
  const at = answer === 'applications' ? applicationsAt : answer
  return { countsAtReveal: countsAtReveal.map((count, i) => (i === at ? Math.max(count + by, 0) : count)) }
}
