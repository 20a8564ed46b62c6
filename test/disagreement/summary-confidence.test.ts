import { describe, expect, test } from 'vitest'
import { summaryOf } from '../../src/disagreement/summary.ts'
import type { Answers } from '../../src/poll/ballot.ts'
import { tallyWith } from './reference.ts'

/** So many ballots, each with that confidence, in one cell. */
const sure = (cell: number, confidences: readonly (number | undefined)[]): readonly Answers[] =>
  confidences.map((confidence) => ({
    stance: placedAt(cell),
    ...(confidence !== undefined && { confidence }),
  }))

const placedAt = (cell: number): Answers['stance'] => ({
  kind: 'placement',
  row: ([0, 1, 2] as const)[Math.floor(cell / 3)] ?? 0,
  column: ([0, 1, 2] as const)[cell % 3] ?? 0,
})

/** The lines of a round of these ballots, and what confidence adds to them. */
function told(...ballots: readonly (readonly Answers[])[]) {
  const answers = ballots.flat()
  const cells = Array.from(
    { length: 9 },
    (_, cell) =>
      answers.filter(
        ({ stance: { kind, ...of } }) =>
          kind === 'placement' && JSON.stringify({ kind, ...of }) === JSON.stringify(placedAt(cell)),
      ).length,
  )
  const tally = tallyWith({
    cells,
    applications: answers.filter(({ stance }) => stance.kind === 'applications').length,
  })
  const plain = summaryOf(tally).lines
  const { lines } = summaryOf(tally, { answers })
  return { plain, lines, added: lines.filter((line) => !plain.includes(line)) }
}

const everyone = (n: number, confidence: number | undefined): readonly (number | undefined)[] =>
  Array.from({ length: n }, () => confidence)

const [eng, cog] = ['Engineering × Average-case', 'Cognitivist × Worst-case']

describe('confidence', () => {
  test('is told where two camps differ by a point or more', () => {
    const { plain, added } = told(sure(0, [5, 4, 4, 4]), sure(8, [3, 3, 2, 3]))
    expect(plain[0]).toBe(`8 votes. Two camps: ${eng} (4) and ${cog} (4).`)
    // 17 / 4 = 4.25 and 11 / 4 = 2.75.
    expect(added).toEqual([`Confidence: ${eng} 4.3, ${cog} 2.8 of 5.`])
  })

  test('is told where they differ by exactly a point, and not where it is less', () => {
    expect(told(sure(0, [4, 4, 4]), sure(8, [3, 3, 3])).added).toEqual([
      `Confidence: ${eng} 4.0, ${cog} 3.0 of 5.`,
    ])
    expect(told(sure(0, [4, 4, 4, 4]), sure(8, [3, 3, 3, 4])).added).toEqual([])
  })

  test('is told with at least three who gave one on each side', () => {
    expect(told(sure(0, [5, 5, 5, undefined]), sure(8, [1, 1, undefined, undefined])).added).toEqual([])
    expect(told(sure(0, [5, 5, 5, undefined]), sure(8, [1, 1, 1, undefined])).added).toEqual([
      `Confidence: ${eng} 5.0, ${cog} 1.0 of 5.`,
    ])
  })

  test('is told of the answers of a split axis where there are no camps', () => {
    expect(told(sure(3, [5, 5, 5, 5, 5]), sure(4, [2, 2, 2, 2]), sure(7, [2])).added).toContain(
      'Confidence: Average-case 5.0, Pessimistic-case 2.0 of 5.',
    )
  })

  test('is told of the grid against applications where that is the first split', () => {
    const off = everyone(3, 2).map((): Answers => ({ stance: { kind: 'applications' }, confidence: 2 }))
    const { plain, added } = told(sure(4, everyone(4, 5)), off)
    expect(plain[0]).toContain('First split: 3 of 7')
    expect(added).toEqual(['Confidence: On the grid 5.0, Applications research 2.0 of 5.'])
  })

  test('says where its weight would change the leading answer by ten points or more', () => {
    // By weight 4 × 2 + 0 to 3 × 5: 15 of 23 against 8.
    const { plain, added } = told(sure(3, everyone(4, 2)), sure(6, everyone(3, 5)))
    expect(plain).toContain('Approach: split 4–3 between Behaviorist and Cognitivist.')
    expect(added.join(' ')).toContain('Weighted by confidence, approach would lean Cognitivist.')
    expect(told(sure(4, everyone(4, 2)), sure(5, everyone(3, 5))).added.join(' ')).toContain(
      'Weighted by confidence, case would lean Worst-case.',
    )
  })

  test('counts ten points as enough, and less as nothing', () => {
    // 18 of 40 against 22: ten points. 19 of 40 against 21: five.
    expect(told(sure(3, [3, 3, 3, 3, 3, 3]), sure(6, [5, 5, 4, 4, 4])).added).toEqual([
      'Confidence: Behaviorist 3.0, Cognitivist 4.4 of 5. Weighted by confidence, approach would lean Cognitivist.',
    ])
    expect(told(sure(3, [3, 3, 3, 3, 3, 4]), sure(6, [5, 4, 4, 4, 4])).added).toEqual([
      'Confidence: Behaviorist 3.2, Cognitivist 4.2 of 5.',
    ])
  })

  test('never stands for the counts, which are as they were, and in front', () => {
    const { plain, lines, added } = told(sure(0, everyone(5, 5)), sure(8, everyone(4, 1)))
    expect(added).toHaveLength(1)
    expect(lines.slice(0, plain.length)).toEqual(plain)
  })

  test('follows what else there is in the same line, which stays below 200 characters', () => {
    const off: Answers = { stance: { kind: 'applications' }, confidence: 5 }
    const { plain, lines } = told(sure(0, everyone(4, 5)), sure(8, everyone(4, 1)), [off])
    expect(lines).toHaveLength(plain.length)
    expect(lines.at(-1)).toBe(
      `Also: 1 of 9 say applications research. Confidence: ${eng} 5.0, ${cog} 1.0 of 5.`,
    )
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(200)
  })

  test('is not told where nobody gave any', () => {
    expect(told(sure(0, everyone(4, undefined)), sure(8, everyone(4, undefined))).added).toEqual([])
  })
})
