import { sum, type Three } from '../grid/counts.ts'
import { columnsOf, rowsOf, tallyOf } from '../grid/tally.ts'
import type { Answers } from '../poll/ballot.ts'
import { leaderOf } from './axis-label.ts'
import type { AxisFindings, Findings } from './findings.ts'
import type { Side } from './sides.ts'

/** On so many ballots with a confidence a mean may stand. */
const minAnswers = 3

/**
 * What confidence adds to the counts, in sentences, where it adds something; docs/disagreement.md 6.6. It never weights a
 * vote: the plain counts stand above it.
 *
 * @param answers All answers of the round.
 * @param sides The positions that are set against each other.
 */
export function confidenceSentences(
  answers: readonly Answers[],
  sides: readonly Side[],
  { row, column }: Findings,
): readonly string[] {
  return [
    meansSentence(answers, sides),
    weightedSentence(answers, row, (counted) => rowsOf(tallyOf(counted))),
    weightedSentence(answers, column, (counted) => columnsOf(tallyOf(counted))),
  ].filter((sentence) => sentence !== undefined)
}

/** The mean confidence of those answers, 1 … 5; null where fewer than three gave one. */
export function meanConfidence(answers: readonly Answers[]): number | null {
  const given = answers.flatMap(({ confidence }) => (confidence === undefined ? [] : [confidence]))
  return given.length < minAnswers ? null : sum(given) / given.length
}

function meansSentence(answers: readonly Answers[], sides: readonly Side[]): string | undefined {
  if (sides.length !== 2) return undefined
  const means = sides.map(({ has }) => meanConfidence(answers.filter(({ stance }) => has(stance))))
  const [one, other] = means
  if (one == null || other == null || Math.abs(one - other) < 1 - 1e-12) return undefined
  const parts = sides.map(({ name }, i) => `${name} ${(means[i] ?? 0).toFixed(1)}`)
  return `Confidence: ${parts.join(', ')} of 5.`
}

/**
 * Only where those who gave a confidence lead the same way as all: else it would be their being few that changes the
 * leader, not their confidence.
 */
function weightedSentence(
  answers: readonly Answers[],
  { axis, counts }: AxisFindings,
  totals: (stances: Answers['stance'][]) => Three,
): string | undefined {
  const given = answers.filter(({ confidence }) => confidence !== undefined)
  const plain = totals(given.map(({ stance }) => stance))
  const weighted = totals(
    given.flatMap(({ stance, confidence = 0 }) => Array.from({ length: confidence }, () => stance)),
  )
  const [leader, change] = [leaderOf(counts), leaderOf(weighted)]
  if (leader === undefined || change === undefined || change === leader || leaderOf(plain) !== leader)
    return undefined
  if (Math.min(plain[leader], plain[change]) < minAnswers) return undefined
  if (10 * (weighted[change] - weighted[leader]) < sum(weighted)) return undefined
  return `Weighted by confidence, ${axis.name.toLowerCase()} would lean ${axis.plain[change]}.`
}
