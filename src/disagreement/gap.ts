import { type Counts, columnTotals, rowTotals, sum } from '../grid/counts.ts'

/** The number of pairs among n voters. */
export const pairsAmong = (n: number): number => (n * (n - 1)) / 2

/**
 * The sum of the distances of all pairs of voters, in steps: Σ_{k<K−1} N_k (n − N_k), N_k the answers up to category k.
 * A whole number, so that comparisons are exact.
 */
export function pairwiseSteps(counts: Counts): number {
  const n = sum(counts)
  let [below, steps] = [0, 0]
  for (const count of counts.slice(0, -1)) {
    below += count
    steps += below * (n - below)
  }
  return steps
}

/**
 * Mean gap D, the average distance between two different voters (Gini's mean difference of the categories' ranks);
 * docs/disagreement.md 2.2.
 *
 * @param counts Answers per category in order, K ≥ 2.
 * @returns 0 … K − 1 in steps; for K = 3 at most 4/3. Null for fewer than two voters.
 */
export function meanGap(counts: Counts): number | null {
  const n = sum(counts)
  return n < 2 ? null : pairwiseSteps(counts) / pairsAmong(n)
}

/** The sum of the distances of all pairs on each axis, in steps. @param cells Nine counts. */
export function stepsByAxis(cells: Counts): { readonly row: number; readonly column: number } {
  return { row: pairwiseSteps(rowTotals(cells)), column: pairwiseSteps(columnTotals(cells)) }
}

/** The share of the row axis in the gap, 0 … 1; null if nobody differs. docs/disagreement.md 4.1. */
export function rowShare(cells: Counts): number | null {
  const { row, column } = stepsByAxis(cells)
  return row + column === 0 ? null : row / (row + column)
}

/** Whether an axis has at least `part / whole` of the gap, compared in whole numbers. False if nobody differs. */
export function hasShare(
  cells: Counts,
  axis: 'row' | 'column',
  [part, whole]: readonly [number, number],
): boolean {
  const { row, column } = stepsByAxis(cells)
  const own = axis === 'row' ? row : column
  return row + column > 0 && whole * own >= part * (row + column)
}
