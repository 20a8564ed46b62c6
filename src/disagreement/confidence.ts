import { sum, type Three } from '../grid/counts.ts'
import type { Side } from '../grid/stance.ts'
import { columnsOf, rowsOf, tallyOf } from '../grid/tally.ts'
import type { Answers } from '../poll/ballot.ts'
import { leaderOf } from './axis-label.ts'
import type { AxisFindings, Findings } from './findings.ts'
import { formatTenths } from './wording.ts'

/** Minimum number of ballots with a confidence for a mean. */
const minAnswers = 3

/**
 * Sentences about confidence, if it adds something to the counts; docs/disagreement.md 6.8. Confidence never weights a
 * vote in the other lines.
 *
 * @param answers All answers of the round.
 * @param sides The positions whose mean confidence is compared, if there are two.
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
  const means = sides.flatMap(({ has, name, mark }) => {
    const mean = meanConfidence(answers.filter(({ stance }) => has(stance)))
    return mean === null ? [] : [{ mean, words: mark ?? placeWords[name] ?? `for ${name}` }]
  })
  const [one, other] = means.toSorted((a, b) => b.mean - a.mean)
  if (sides.length !== 2 || one === undefined || other === undefined) return undefined
  if (one.mean - other.mean < 1 - 1e-12) return undefined
  return `Mean confidence: ${formatTenths(one.mean)} of 5 ${one.words}, ${formatTenths(other.mean)} ${other.words}.`
}

/** How the sides of the first split stand behind a number. */
const placeWords: Readonly<Record<string, string>> = {
  'On the grid': 'on the grid',
  'Applications research': 'applications research',
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
  return `Counting each vote by its confidence, ${axis.plain[change]} would lead on the ${axis.name.toLowerCase()}.`
}
