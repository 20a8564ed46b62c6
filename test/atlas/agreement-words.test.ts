import { describe, expect, test } from 'vitest'
import { agreementSentence, toAgreementRow } from '../../src/atlas/agreement-words.ts'
import { acrossPapers } from '../../src/atlas/alpha-interval.ts'
import { memoryTable } from './memory-table.ts'

describe('what is said of agreement on an axis across papers', () => {
  test.each(memoryTable.agreement)('$expect', ({ expect: sentence, only, ...row }) => {
    expect(agreementSentence({ ...row, ...(only !== undefined && { only }) })).toBe(sentence)
  })

  const from = (lo: number, hi: number) =>
    agreementSentence({ axis: 'case', papers: 24, alpha: (lo + hi) / 2, lo, hi })

  test.each([
    [0.2, 0.61, 'Case: too early to say; more papers are needed (alpha 0.41, between 0.20 and 0.61).'],
    [
      -0.204,
      0.196,
      'Case: the group does not yet use this axis the same way (alpha 0.00, between −0.20 and 0.20).',
    ],
    [0.667, 0.91, 'Case: good enough for tentative conclusions (alpha 0.79, between 0.67 and 0.91).'],
    [0.5, 0.667, 'Case: somewhere between (alpha 0.58, between 0.50 and 0.67).'],
    // Both meet their cut-off exactly on paper, and miss it in floating point.
    [0.41, 0.81, 'Case: somewhere between (alpha 0.61, between 0.41 and 0.81).'],
    [0.1 + 0.7, 0.9, 'Case: the group uses this axis reliably alike (alpha 0.85, between 0.80 and 0.90).'],
  ])('from %d to %d: %s', (lo, hi, sentence) => {
    expect(from(lo, hi)).toBe(sentence)
  })

  test('follows from the answers', () => {
    const sentenceOf = (units: readonly (readonly number[])[]) =>
      agreementSentence(toAgreementRow('approach', acrossPapers(units, { group: 'g', axis: 'row' })))
    const papers = (count: number, answers: readonly number[]) => Array.from({ length: count }, () => answers)
    expect(sentenceOf([[0], [1]])).toBe('Approach: not enough papers yet (0 of 10).')
    expect(sentenceOf(papers(12, [1, 1]))).toBe(
      'Approach: everyone always answers Behaviorist, so there is nothing to compare.',
    )
    expect(sentenceOf([...papers(10, [0, 0, 0]), ...papers(10, [2, 2])])).toBe(
      'Approach: the group uses this axis reliably alike (alpha 1.00, between 1.00 and 1.00).',
    )
    expect(sentenceOf([...papers(9, [1, 1]), [0, 1]])).toBe(
      'Approach: too early to say; more papers are needed (alpha 0.00).',
    )
  })
})
