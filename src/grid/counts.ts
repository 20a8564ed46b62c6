/** Whole numbers ≥ 0 by category, in order: three on an axis, nine on the grid (index 3 · row + column). */
export type Counts = readonly number[]
export type Three = readonly [number, number, number]

export const sum = (counts: Counts): number => counts.reduce((total, n) => total + n, 0)

/** Full placements by row. @param cells Nine counts. */
export const rowTotals = (cells: Counts): Three => totals(cells, (cell) => Math.floor(cell / 3))

/** Full placements by column. @param cells Nine counts. */
export const columnTotals = (cells: Counts): Three => totals(cells, (cell) => cell % 3)

function totals(cells: Counts, axis: (cell: number) => number): Three {
  const of = (level: number) => sum(cells.filter((_, cell) => axis(cell) === level))
  return [of(0), of(1), of(2)]
}

/** Indices with at least one vote, ascending. */
export const findOccupied = (counts: Counts): readonly number[] =>
  [...counts.keys()].filter((i) => countAt(counts, i) > 0)

/** The count at an index; 0 outside. */
export const countAt = (counts: Counts, index: number): number => counts[index] ?? 0

/**
 * The counts with one ballot left out, for each category that has votes: ballots of one category are alike
 * (docs/disagreement.md 5). A statement that holds for all of these doesn't depend on a single vote.
 */
export const withoutOne = (counts: Counts): readonly Counts[] =>
  findOccupied(counts).map((i) => counts.map((n, j) => (i === j ? n - 1 : n)))
