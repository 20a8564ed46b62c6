import { sum } from '../grid/counts.ts'
import { probabilities } from './distribution.ts'

/** Counts of two groups in two categories: `[[a, b], [c, d]]`, a group per row. */
export type TwoByTwo = readonly [readonly [number, number], readonly [number, number]]

/** Tables as probable as the observed one count with the tail; two that differ are further apart than this. */
const tie = 1 + 1e-9

/**
 * The two-sided p-value of Fisher's exact test (The Design of Experiments, 1935, section 21.02): the probability of all
 * tables with these margins that are at most as probable as this one.
 *
 * @returns 0 … 1; 1 if a margin is 0.
 */
export function fisherP([[a, b], [c, d]]: TwoByTwo): number {
  const [rowTotal, columnTotal] = [a + b, a + c]
  const min = Math.max(0, a - d)
  const all = probabilities({
    min,
    max: Math.min(rowTotal, columnTotal),
    ratio: (k) => ((rowTotal - k) * (columnTotal - k)) / ((k + 1) * (d - a + k + 1)),
  })
  const limit = (all[a - min] ?? 0) * tie
  return Math.min(1, sum(all.filter((p) => p <= limit)))
}
