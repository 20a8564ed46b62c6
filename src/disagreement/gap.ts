import { type Counts, columnTotals, rowTotals, sum } from '../grid/counts.ts'

/** How many pairs n voters make. */
export const pairsAmong = (n: number): number => (n * (n - 1)) / 2

/** The distances of all pairs of voters together, in steps: Σ N_k (n − N_k). Whole, so that gaps compare exactly. */
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
 * Mean gap D: how many steps two different voters are apart on average (Gini's mean difference on ranks);
 * docs/disagreement.md 2.2.
 *
 * @param counts Answers per category in order, K ≥ 2.
 * @returns 0 … K − 1 in steps; for K = 3 at most 4/3. Null for fewer than two voters.
 */
export function meanGap(counts: Counts): number | null {
  const n = sum(counts)
  return n < 2 ? null : pairwiseSteps(counts) / pairsAmong(n)
}

/** The two axes' parts of the distance of all pairs, in steps. @param cells Nine counts. */
export function stepsByAxis(cells: Counts): { readonly row: number; readonly column: number } {
  return { row: pairwiseSteps(rowTotals(cells)), column: pairwiseSteps(columnTotals(cells)) }
}

/** What part of the gap lies on approach, 0 … 1; null where nobody differs. docs/disagreement.md 4.1. */
export function rowShare(cells: Counts): number | null {
  const { row, column } = stepsByAxis(cells)
  return row + column === 0 ? null : row / (row + column)
}

/** Whether an axis has at least `part / whole` of the gap, in whole numbers. */
export function hasShare(
  cells: Counts,
  axis: 'row' | 'column',
  [part, whole]: readonly [number, number],
): boolean {
  const { row, column } = stepsByAxis(cells)
  const own = axis === 'row' ? row : column
  return row + column > 0 && whole * own >= part * (row + column)
}
