import { describe, expect, test } from 'vitest'
import { confidenceSentences } from '../../src/disagreement/confidence.ts'
import { findingsOf } from '../../src/disagreement/findings.ts'
import { caseOf } from '../../src/disagreement/headline.ts'
import { sidesOf } from '../../src/disagreement/sides.ts'
import { tallyOf } from '../../src/grid/tally.ts'
import type { Answers } from '../../src/poll/ballot.ts'

/** So many ballots, each with that confidence, in one cell. */
const sure = (cell: number, confidences: readonly (number | undefined)[]): readonly Answers[] =>
  confidences.map((confidence) => ({
    stance: {
      kind: 'placement',
      row: ([0, 1, 2] as const)[Math.floor(cell / 3)] ?? 0,
      column: ([0, 1, 2] as const)[cell % 3] ?? 0,
    },
    ...(confidence !== undefined && { confidence }),
  }))

const off = (confidences: readonly number[]): readonly Answers[] =>
  confidences.map((confidence) => ({ stance: { kind: 'applications' }, confidence }))

/** The sentences about a round of these ballots. */
function told(...ballots: readonly (readonly Answers[])[]): readonly string[] {
  const answers = ballots.flat()
  const findings = findingsOf(tallyOf(answers.map(({ stance }) => stance)))
  return confidenceSentences(answers, sidesOf(caseOf(findings), findings), findings)
}

const everyone = (n: number, confidence: number | undefined): readonly (number | undefined)[] =>
  Array.from({ length: n }, () => confidence)

describe('confidence', () => {
  test('is told where two camps differ by a point or more, the surer camp first', () => {
    // 17 / 4 = 4.25 and 11 / 4 = 2.75.
    expect(told(sure(0, [5, 4, 4, 4]), sure(8, [3, 3, 2, 3]))).toEqual([
      'Mean confidence: 4.3 of 5 ▲, 2.8 ■.',
    ])
    expect(told(sure(0, [3, 3, 2, 3]), sure(8, [5, 4, 4, 4]))).toEqual([
      'Mean confidence: 4.3 of 5 ■, 2.8 ▲.',
    ])
  })

  test('is told where they differ by exactly a point, and not where it is less', () => {
    expect(told(sure(0, [4, 4, 4]), sure(8, [3, 3, 3]))).toEqual(['Mean confidence: 4.0 of 5 ▲, 3.0 ■.'])
    expect(told(sure(0, [4, 4, 4, 4]), sure(8, [3, 3, 3, 4]))).toEqual([])
  })

  test('is told with at least three who gave one on each side', () => {
    expect(told(sure(0, [5, 5, 5, undefined]), sure(8, [1, 1, undefined, undefined]))).toEqual([])
    expect(told(sure(0, [5, 5, 5, undefined]), sure(8, [1, 1, 1, undefined]))).toEqual([
      'Mean confidence: 5.0 of 5 ▲, 1.0 ■.',
    ])
  })

  test('is told of the two levels that an axis is split on', () => {
    expect(told(sure(3, [5, 5, 5, 5, 5]), sure(4, [2, 2, 2, 2]), sure(7, [2]))).toContain(
      'Mean confidence: 5.0 of 5 for Average-case, 2.0 for Pessimistic-case.',
    )
  })

  test('is told of two cells by their names', () => {
    // Three of sixteen are too few for a camp; without those who answered one axis each, both would be settled.
    const partial = Array.from({ length: 9 }, (): readonly Answers[] => [
      { stance: { kind: 'placement', row: 0, column: null } },
      { stance: { kind: 'placement', row: null, column: 0 } },
    ]).flat()
    expect(told(sure(0, everyone(3, 1)), sure(4, everyone(13, 4)), partial)).toContain(
      'Mean confidence: 4.0 of 5 for Behaviorist × Pessimistic-case, 1.0 for Engineering × Average-case.',
    )
  })

  test('is told of the grid against applications where that is the first split', () => {
    expect(told(sure(4, everyone(4, 5)), off([2, 2, 2]))).toEqual([
      'Mean confidence: 5.0 of 5 on the grid, 2.0 applications research.',
    ])
  })

  test('is not told of three sides, nor of a round that is settled', () => {
    expect(told(sure(0, everyone(4, 5)), sure(2, everyone(4, 1)), sure(6, everyone(4, 3)))).toEqual([])
    expect(told(sure(8, everyone(9, 1)), sure(7, [5]))).toEqual([])
  })

  test('says where its weight would change the leading answer by ten points or more', () => {
    // By weight 4 × 2 to 3 × 5: 15 of 23 against 8.
    expect(told(sure(3, everyone(4, 2)), sure(6, everyone(3, 5)))).toContain(
      'Counting each vote by its confidence, Cognitivist would lead on the approach.',
    )
    expect(told(sure(4, everyone(4, 2)), sure(5, everyone(3, 5)))).toContain(
      'Counting each vote by its confidence, Worst-case would lead on the case.',
    )
  })

  test('counts ten points as enough, and less as nothing', () => {
    // 18 of 40 against 22: ten points. 19 of 40 against 21: five.
    expect(told(sure(3, [3, 3, 3, 3, 3, 3]), sure(6, [5, 5, 4, 4, 4]))).toEqual([
      'Mean confidence: 4.4 of 5 for Cognitivist, 3.0 for Behaviorist.',
      'Counting each vote by its confidence, Cognitivist would lead on the approach.',
    ])
    expect(told(sure(3, [3, 3, 3, 3, 3, 4]), sure(6, [5, 4, 4, 4, 4]))).toEqual([
      'Mean confidence: 4.2 of 5 for Cognitivist, 3.2 for Behaviorist.',
    ])
  })

  test('is not told where nobody gave any', () => {
    expect(told(sure(0, everyone(4, undefined)), sure(8, everyone(4, undefined)))).toEqual([])
  })
})
