import { describe, expect, test } from 'vitest'
import { agreement } from '../../src/disagreement/agreement.ts'
import { axisChangeOf } from '../../src/disagreement/axis-change.ts'
import { figuresOf } from '../../src/disagreement/figures.ts'
import { meanGap, rowShare } from '../../src/disagreement/gap.ts'
import {
  berryMielke,
  blairLacy,
  entropyBits,
  leik,
  lSquared,
  tastleWierman,
} from '../../src/disagreement/indices.ts'
import { jointOf, variances } from '../../src/disagreement/joint.ts'
import { pBottom, pTop } from '../../src/disagreement/posterior.ts'
import { centreOf, findFurthestApart, findOutlier } from '../../src/grid/distance.ts'
import { near, reference, tallyWith } from './reference.ts'

type Three = readonly [number, number, number]

const { frequency, grid, posterior, rounds } = reference

/** Every index of one axis, under the names of the table. */
const indicesOf = (counts: readonly number[]) => ({
  tastleWierman: tastleWierman(counts),
  vanDerEijkA: agreement(counts),
  leikD: leik(counts),
  lSquared: lSquared(counts),
  blairLacy: blairLacy(counts),
  berryMielkeIOV: berryMielke(counts),
  entropyBits: entropyBits(counts),
  meanPairwiseDistance: meanGap(counts),
})

/** Answers on approach alone, and the same answers on case alone. */
const onRows = (counts: readonly number[]) => figuresOf(tallyWith({ rowOnly: counts })).row
const onColumns = (counts: readonly number[]) => figuresOf(tallyWith({ columnOnly: counts })).column

/*
 * The table's mean, median, sd, iqrType7 and irrKappaLinear are not computed: there is no mean position anywhere, and
 * no figure that is built on one. Its polarization is (1 − A)/2, so that it is not a figure of its own.
 */
describe('figures of one axis', () => {
  test.each(frequency)(
    'of $counts are those of the table',
    ({ counts, polarization, specLabel, ...entry }) => {
      const { n, k, ...indices } = entry
      expect(counts.length).toBe(k)
      expect(indicesOf(counts)).toEqual(near(indices))
      expect((1 - (agreement(counts) ?? Number.NaN)) / 2).toEqual(near(polarization))
      if (specLabel === undefined) return
      expect(onRows(counts)).toMatchObject({ counts, n, specLabel, ...near(indices) })
      expect(onColumns(counts)).toMatchObject({ counts, n, specLabel, ...near(indices) })
    },
  )

  test.each([
    { of: "the paper's own example", counts: [30, 40, 210, 130, 530, 50, 10], a: '0.61' },
    { of: 'the placements of the PvdA', counts: [24, 28, 32, 62, 135, 304, 416], a: '0.61' },
    { of: 'the placements of D66', counts: [16, 26, 82, 210, 293, 270, 103], a: '0.48' },
  ])('A of $of is $a, as van der Eijk published it', ({ counts, a }) => {
    expect(agreement(counts)?.toFixed(2)).toBe(a)
  })

  test('of the example in the manual of agrmt are those printed there', () => {
    const counts = [30, 40, 210, 130, 530, 50, 10]
    expect(agreement(counts)?.toFixed(7)).toBe('0.6113333')
    expect(tastleWierman(counts)?.toFixed(7)).toBe('0.7256876')
    expect(leik(counts)?.toFixed(3)).toBe('0.287')
  })

  test.each([
    { counts: [7, 0, 0], a: 1, of: 'all the same' },
    { counts: [5, 5, 0], a: 0.5, of: 'half and half on neighbours' },
    { counts: [0, 4, 4], a: 0.5, of: 'half and half on neighbours' },
    { counts: [6, 6, 6], a: 0, of: 'flat' },
    { counts: [5, 0, 5], a: -1, of: 'half and half on the two ends' },
  ])('A is $a where $counts is $of', ({ counts, a }) => {
    expect(agreement(counts)).toEqual(near(a))
  })

  test.each([
    { counts: [5, 0, 0], a: 1, gap: '0.000', consensus: '1.000', label: 'unanimous' },
    { counts: [9, 1, 0], a: 0.9, gap: '0.200', consensus: '0.847', label: 'strong' },
    { counts: [6, 2, 0], a: 0.75, gap: '0.429', consensus: '0.686', label: 'consensus' },
    { counts: [8, 1, 1], a: 0.7, gap: '0.556', consensus: '0.477', label: 'consensus' },
    { counts: [5, 5, 0], a: 0.5, gap: '0.556', consensus: '0.585', label: 'neighbours' },
    { counts: [8, 0, 2], a: 0.2, gap: '0.711', consensus: '0.278', label: 'leaning' },
    { counts: [3, 4, 3], a: 0.1, gap: '0.933', consensus: '0.400', label: 'spread' },
    { counts: [4, 2, 4], a: -0.4, gap: '1.067', consensus: '0.200', label: 'ends' },
    { counts: [5, 0, 5], a: -1, gap: '1.111', consensus: '0.000', label: 'ends' },
    { counts: [10, 0, 10], a: -1, gap: '1.053', consensus: '0.000', label: 'polarised' },
  ])('$counts is $label', ({ counts, a, gap, consensus, label }) => {
    const { vanDerEijkA, meanPairwiseDistance, tastleWierman, specLabel } = onRows(counts)
    expect(vanDerEijkA).toEqual(near(a))
    expect(meanPairwiseDistance?.toFixed(3)).toBe(gap)
    expect(tastleWierman?.toFixed(3)).toBe(consensus)
    expect(specLabel).toBe(label)
  })

  test('are undefined without answers, never 0', () => {
    const { counts, n, unsure, specLabel, pTop, ...indices } = onRows([0, 0, 0])
    expect({ counts, n, unsure, specLabel }).toEqual({
      counts: [0, 0, 0],
      n: 0,
      unsure: 0,
      specLabel: 'none',
    })
    expect([...new Set(Object.values(indices))]).toEqual([null])
    expect(pTop).toEqual(near([1 / 3, 1 / 3, 1 / 3]))
  })

  test('of one answer have agreement, and no gap to anybody', () => {
    expect(onRows([0, 1, 0])).toMatchObject({
      vanDerEijkA: 1,
      meanPairwiseDistance: null,
      berryMielkeIOV: null,
    })
  })

  test('accept two categories wherever an order of two can be measured', () => {
    expect(meanGap([3, 3])).toEqual(near(0.6))
    expect(leik([3, 3])).toEqual(near(1))
    expect(lSquared([3, 3])).toEqual(near(0))
    expect(berryMielke([2, 3])).toEqual(near(1))
    expect(tastleWierman([4, 0])).toEqual(near(1))
    expect(entropyBits([3, 3])).toEqual(near(1))
  })
})

const labelOf = (counts: Three) => onRows(counts).specLabel
const occursAt = (label: string, n: number) =>
  Array.from({ length: n + 1 }, (_, a) =>
    Array.from({ length: n + 1 - a }, (_, b): Three => [a, b, n - a - b]),
  )
    .flat()
    .some((counts) => labelOf(counts) === label)

describe('labels', () => {
  test.each([
    { label: 'leaning', from: 5, at: [[4, 1, 0]] },
    {
      label: 'consensus',
      from: 6,
      at: [
        [5, 1, 0],
        [6, 2, 0],
        [7, 2, 0],
        [8, 2, 0],
      ],
    },
    { label: 'strong', from: 10, at: [[9, 1, 0]] },
    {
      label: 'polarised',
      from: 20,
      at: [
        [10, 0, 10],
        [12, 0, 8],
        [9, 2, 10],
      ],
    },
  ] satisfies { label: string; from: number; at: Three[] }[])(
    '$label is never said before $from answers',
    ({ label, from, at }) => {
      for (let n = 0; n < from; n += 1) expect(occursAt(label, n)).toBe(false)
      expect(occursAt(label, from)).toBe(true)
      for (const counts of at) expect(labelOf(counts)).toBe(label)
    },
  )

  test.each([
    [[1, 0, 0], 'single'],
    [[0, 2, 0], 'pair-same'],
    [[0, 1, 1], 'pair-adjacent'],
    [[1, 0, 1], 'pair-opposite'],
    [[0, 0, 3], 'unanimous'],
    [[6, 0, 2], 'leaning'],
    [[52, 48, 0], 'neighbours'],
    [[5200, 0, 4800], 'polarised'],
    [[2, 0, 2], 'ends'],
    [[9, 6, 0], 'neighbours'],
    [[12, 8, 0], 'leaning'],
    [[12, 7, 12], 'ends'],
    [[13, 7, 13], 'polarised'],
    [[10, 0, 9], 'ends'],
    [[4, 0, 2], 'ends'],
    // Without the fifth rule they would lean.
    [[6, 0, 3], 'ends'],
    [[2, 1, 0], 'neighbours'],
  ] satisfies [Three, string][])('%j is %s', (counts, label) => {
    expect(labelOf(counts)).toBe(label)
  })
})

describe('figures of the grid', () => {
  // The table leaves out groupings that R could not give: those of the largest grid, and one voter per group.
  test.each(grid)('of $cells are those of the table', (entry) => {
    expect(figuresOf(tallyWith({ cells: entry.cells }))).toMatchObject(near(entry))
  })

  test('have variances that sum to those of the two axes', () => {
    const { varSpectrum, varAcross } = figuresOf(tallyWith({ cells: [1, 0, 2, 0, 3, 0, 0, 0, 4] }))
    // Rows 3-3-4 and columns 1-3-6: 6.9 / 9 and 4.5 / 9 with n − 1 in the denominator.
    expect((varSpectrum ?? 0) + (varAcross ?? 0)).toEqual(near((6.9 + 4.5) / 9))
  })

  test('are undefined where there is nothing to compare', () => {
    expect(rowShare([0, 0, 0, 0, 1, 0, 0, 0, 0])).toBeNull()
    expect(rowShare([0, 0, 0, 0, 3, 0, 0, 0, 0])).toBeNull()
    expect(jointOf([2, 0, 3, 0, 0, 0, 0, 0, 0]).tauB).toBeNull()
    expect(variances([0, 0, 0, 0, 1, 0, 0, 0, 0])).toBeNull()
    expect(figuresOf(tallyWith({}))).toMatchObject({
      rowMeanPairwise: null,
      colMeanPairwise: null,
      rowShare: null,
      kendallTauB: null,
      varSpectrum: null,
      varAcross: null,
      centre: null,
      kMedoidsCost: { k1: null, k2: null, k3: null },
      specCase: 'no-votes',
    })
    expect(figuresOf(tallyWith({})).camps).toEqual({})
    expect(figuresOf(tallyWith({ cells: [0, 0, 0, 0, 9, 0, 0, 0, 0] })).camps).toEqual({})
  })

  test('keep what is off the grid or unsure apart from the full placements', () => {
    const tally = tallyWith({
      cells: [1, 0, 0, 0, 2, 0, 0, 0, 0],
      rowOnly: [0, 0, 3],
      columnOnly: [4, 0, 0],
      unsure: 5,
      applications: 6,
    })
    expect(figuresOf(tally)).toMatchObject({
      votes: 21,
      applications: 6,
      n: 3,
      rowUnsureByColumn: [4, 0, 0],
      columnUnsureByRow: [0, 0, 3],
      bothUnsure: 5,
      row: { counts: [1, 2, 3], n: 6, unsure: 9 },
      column: { counts: [5, 2, 0], n: 7, unsure: 8 },
      rowMarginal: [1, 2, 0],
      colMarginal: [1, 2, 0],
      spectrum: [1, 0, 2, 0, 0],
    })
  })
})

describe('the centre', () => {
  test.each([
    { cells: [0, 0, 0, 0, 0, 0, 0, 0, 0], centre: undefined, because: 'nobody voted' },
    { cells: [0, 0, 0, 0, 0, 0, 1, 0, 0], centre: 6, because: 'it is the only one' },
    { cells: [0, 0, 2, 0, 0, 1, 0, 0, 2], centre: 5, because: 'it is nearest to all' },
    { cells: [1, 0, 0, 0, 0, 0, 0, 0, 2], centre: 8, because: 'it is nearest to all' },
    { cells: [1, 2, 0, 0, 0, 0, 0, 0, 0], centre: 1, because: 'it is nearest to all' },
    { cells: [2, 0, 0, 0, 0, 0, 0, 0, 2], centre: 0, because: 'of equals it comes first' },
    // Both ends are 5 steps from all, the middle is 4.
    { cells: [2, 1, 2, 0, 0, 0, 0, 0, 0], centre: 1, because: 'the way is shorter, with fewer in it' },
    // 5, 3 and 3 steps from all; the last has two voters.
    { cells: [1, 1, 2, 0, 0, 0, 0, 0, 0], centre: 2, because: 'of equals it has more' },
  ])('of $cells is $centre because $because', ({ cells, centre }) => {
    expect(centreOf(cells)).toBe(centre)
  })
})

describe('the two cells furthest apart', () => {
  test.each([
    { cells: [0, 0, 0, 0, 5, 0, 0, 0, 0], pair: undefined, because: 'it takes two' },
    { cells: [1, 0, 0, 0, 9, 9, 0, 0, 1], pair: [0, 8], because: 'distance comes first' },
    { cells: [2, 0, 3, 0, 0, 0, 3, 0, 2], pair: [2, 6], because: 'then the larger smaller count' },
    { cells: [2, 0, 2, 0, 0, 0, 2, 0, 3], pair: [0, 8], because: 'then the larger total' },
    { cells: [2, 0, 3, 0, 0, 0, 2, 0, 2], pair: [2, 6], because: 'then the larger total' },
    { cells: [2, 0, 2, 0, 0, 0, 2, 0, 2], pair: [0, 8], because: 'then the lower indices' },
  ])('of $cells are $pair: $because', ({ cells, pair }) => {
    expect(findFurthestApart(cells)).toEqual(pair)
  })
})

describe('one vote apart', () => {
  test.each([
    { cells: [1, 0, 0, 0, 0, 0, 0, 0, 8], apart: { cell: 0, steps: 4 }, because: 'the others agree' },
    { cells: [1, 0, 0, 0, 0, 2, 0, 1, 5], apart: { cell: 0, steps: 3 }, because: 'the others are close' },
    { cells: [2, 0, 0, 0, 0, 0, 0, 0, 8], apart: undefined, because: 'there are two of them' },
    { cells: [0, 0, 0, 0, 1, 0, 0, 0, 8], apart: { cell: 4, steps: 2 }, because: 'two steps are enough' },
    { cells: [0, 0, 0, 0, 0, 1, 0, 0, 8], apart: undefined, because: 'it is next to the others' },
    { cells: [1, 0, 1, 0, 0, 0, 0, 0, 8], apart: undefined, because: 'two of them stand apart' },
    { cells: [1, 0, 0, 0, 0, 3, 3, 3, 0], apart: undefined, because: 'the others are not close' },
  ])('of $cells is $apart because $because', ({ cells, apart }) => {
    expect(findOutlier(cells)).toEqual(apart)
  })
})

/** R of docs/disagreement.md 2.4, term by term. */
function leastLikely(own: number, other: number, another: number): number {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  let total = 0
  for (let j = 0; j <= other; j += 1)
    for (let l = 0; l <= another; l += 1)
      total +=
        factorial(own + j + l) / (factorial(own) * factorial(j) * factorial(l)) / 3 ** (own + 1 + j + l)
  return total
}

describe('the chance of a category', () => {
  test.each(posterior)('to lead is the one of the table for $counts', ({ counts, pTop: expected }) => {
    const found = [pTop(counts, 0), pTop(counts, 1), pTop(counts, 2)]
    expect(found).toEqual(near(expected))
    expect(onRows(counts).pTop).toEqual(found)
    expect(onColumns(counts).pTop).toEqual(found)
  })

  test('to come last is the sum of its terms, for all counts of up to 9', () => {
    for (let a = 0; a <= 9; a += 1)
      for (let b = 0; a + b <= 9; b += 1)
        for (let c = 0; a + b + c <= 9; c += 1) {
          expect(pBottom([a, b, c], 0)).toEqual(near(leastLikely(a, b, c)))
          expect(pBottom([a, b, c], 1)).toEqual(near(leastLikely(b, a, c)))
          expect(pBottom([a, b, c], 2)).toEqual(near(leastLikely(c, a, b)))
        }
  })
})

describe('a re-vote on one axis', () => {
  test.each(rounds)('of $round1 to $round2 has the figures of the table', (entry) => {
    const { round1, round2, meanPairwise1, meanPairwise2, ...change } = entry
    const answers = round1.map((before, voter) => [before, round2[voter] ?? before] as const)
    expect(round2.length).toBe(round1.length)
    expect(axisChangeOf(answers)).toEqual(near(change))
    expect(meanGap(countsOf(round1))).toEqual(near(meanPairwise1))
    expect(meanGap(countsOf(round2))).toEqual(near(meanPairwise2))
  })

  test('in which nobody moved is certain to be by chance', () => {
    expect(axisChangeOf([[1, 1]])).toMatchObject({ up: 0, down: 0, unchanged: 1, netChange: 0, signTestP: 1 })
    expect(axisChangeOf([])).toMatchObject({ netChange: null, signTestP: 1 })
  })
})

const countsOf = (answers: readonly number[]): readonly number[] =>
  [0, 1, 2].map((level) => answers.filter((answer) => answer === level).length)
