import { type Counts, countAt, findOccupied } from './counts.ts'

/** City-block distance of two cells, 0 … 4 steps. */
export const stepsApart = (a: number, b: number): number =>
  Math.abs(Math.floor(a / 3) - Math.floor(b / 3)) + Math.abs((a % 3) - (b % 3))

/** Position on the spectrum from the capabilities end (0) to the alignment end (4). */
export const spectrumPosition = (cell: number): number => Math.floor(cell / 3) + (cell % 3)

/** The counts by position on the spectrum, five of them; docs/disagreement.md 4.3. @param cells Nine counts. */
export const toSpectrum = (cells: Counts): Counts =>
  [0, 1, 2, 3, 4].map((position) =>
    cells.reduce((n, count, cell) => n + (spectrumPosition(cell) === position ? count : 0), 0),
  )

/**
 * The centre: the occupied cell with the smallest total distance to all ballots; docs/disagreement.md 4.4. Ties: more
 * voters, then the lower index. Always a cell that has votes; `undefined` without ballots.
 */
export function centreOf(cells: Counts): number | undefined {
  const total = (cell: number) =>
    cells.reduce((steps, count, other) => steps + count * stepsApart(cell, other), 0)
  return findOccupied(cells).toSorted(
    (a, b) => total(a) - total(b) || countAt(cells, b) - countAt(cells, a) || a - b,
  )[0]
}

/**
 * The two occupied cells furthest apart; docs/disagreement.md 4.7. Ties: the larger smaller count, the larger total, the
 * lower indices. `undefined` with fewer than two occupied cells.
 */
export function findFurthestApart(cells: Counts): readonly [number, number] | undefined {
  const taken = findOccupied(cells)
  const pairs = taken.flatMap((a) => taken.filter((b) => b > a).map((b) => [a, b] as const))
  const rank = ([a, b]: readonly [number, number]) =>
    [
      stepsApart(a, b),
      Math.min(countAt(cells, a), countAt(cells, b)),
      countAt(cells, a) + countAt(cells, b),
    ] as const
  return pairs.toSorted((one, other) => {
    const [[d, least, both], [d2, least2, both2]] = [rank(one), rank(other)]
    return d2 - d || least2 - least || both2 - both
  })[0]
}

/** The only vote in its cell, far from all others, and its distance to the nearest one. */
export interface Outlier {
  readonly cell: number
  readonly steps: number
}

/**
 * The single vote that is apart from all others, while those are close together; docs/disagreement.md 4.6. To be asked
 * only if there are at least five full placements and no camps. `undefined` if there is no such vote.
 */
export function findOutlier(cells: Counts): Outlier | undefined {
  const taken = findOccupied(cells)
  const others = (cell: number) => taken.filter((other) => other !== cell)
  const nearest = (cell: number) => Math.min(...others(cell).map((other) => stepsApart(cell, other)))
  const [cell, ...more] = taken.filter(
    (cell) => countAt(cells, cell) === 1 && taken.length > 1 && nearest(cell) >= 2,
  )
  if (cell === undefined || more.length > 0) return undefined
  const rest = others(cell)
  const isClose = rest.every((a) => rest.every((b) => stepsApart(a, b) <= 2))
  return isClose ? { cell, steps: nearest(cell) } : undefined
}
