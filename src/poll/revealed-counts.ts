import type { Ballot } from './ballot.ts'
import { type AnswerTotals, guessedAnswer } from './ballot-extras.ts'
import type { Round } from './poll.ts'

const applicationsAt = 9

/**
 * The counts at the reveal of a round without a ballot that is removed: under the answer that it had then, as far as it
 * is known, else under its present one.
 *
 * @returns an empty object if nothing was hidden.
 */
export function withoutRevealed(
  { countsAtReveal }: Pick<Round, 'countsAtReveal'>,
  { answers, isLate }: Ballot,
): { readonly countsAtReveal?: AnswerTotals } {
  if (countsAtReveal === undefined) return {}
  const answer = answers.expected?.cell ?? guessedAnswer(answers.stance)
  if (isLate || answer === undefined) return { countsAtReveal }
  const at = answer === 'applications' ? applicationsAt : answer
  return { countsAtReveal: countsAtReveal.map((count, i) => (i === at ? Math.max(count - 1, 0) : count)) }
}
