import { sum, type Three } from '../grid/counts.ts'
import type { Side } from '../grid/stance.ts'
import { columnsOf, rowsOf, tallyOf } from '../grid/tally.ts'
import type { Answers } from '../poll/ballot.ts'
import { leaderOf } from './axis-label.ts'
import type { AxisFindings, Findings } from './findings.ts'

/** Minimum number of ballots with a confidence for a mean. */
const minAnswers = 3

/**
 * Sentences about confidence, if it adds something to the counts; docs/disagreement.md 6.6. Confidence never weights a
 * vote in the other lines.
 *
 * @param answers All answers of the round.
 * @param sides The positions whose mean confidence is compared.
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

/** The mean confidence, 1 … 5; null if fewer than three answers have one. */
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
 * Says that confidence changes the leading answer. Requires that the voters who gave a confidence have the same leading
 * answer as all voters; otherwise the selection of voters changes it, not their confidence.
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
