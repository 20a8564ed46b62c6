import {
  type Counts,
  columnTotals,
  countAt,
  findOccupied,
  rowTotals,
  sum,
  withoutOne,
} from '../grid/counts.ts'
import { spectrumPosition } from '../grid/distance.ts'
import { hasShare, pairsAmong } from './gap.ts'

/** The association of the two axes over pairs of full placements; docs/disagreement.md 4.2. */
export interface Joint {
  /** C: pairs in which one placement is higher than the other on both axes. */
  readonly concordant: number
  /** X: pairs in which it is higher on one axis and lower on the other. */
  readonly discordant: number
  /** Kendall's tau-b (Biometrika 33, 1945), −1 … +1; null if an axis doesn't vary. */
  readonly tauB: number | null
}

/** @param cells Nine counts. */
export function jointOf(cells: Counts): Joint {
  let [concordant, discordant] = [0, 0]
  const taken = findOccupied(cells)
  for (const a of taken)
    for (const b of taken) {
      if (b <= a) continue
      const turn = Math.sign(Math.floor(b / 3) - Math.floor(a / 3)) * Math.sign((b % 3) - (a % 3))
      const pairs = countAt(cells, a) * countAt(cells, b)
      if (turn > 0) concordant += pairs
      if (turn < 0) discordant += pairs
    }
  const all = pairsAmong(sum(cells))
  const countTied = (counts: Counts) => sum(counts.map(pairsAmong))
  const untied = (all - countTied(rowTotals(cells))) * (all - countTied(columnTotals(cells)))
  const tauB = untied === 0 ? null : (concordant - discordant) / Math.sqrt(untied)
  return { concordant, discordant, tauB }
}

/** The direction of a disagreement on both axes at once. */
export type SpectrumDirection = 'along' | 'across'

/** Keeps rounding errors from failing a cut-off that is met exactly. */
const slack = 1e-12

/**
 * The direction relative to the capabilities–alignment spectrum; `undefined` unless all conditions of
 * docs/disagreement.md 4.2 hold.
 */
export function directionOf(cells: Counts): SpectrumDirection | undefined {
  const { concordant, discordant, tauB } = jointOf(cells)
  if (sum(cells) < 5 || tauB === null || Math.abs(tauB) < 0.5 - slack) return undefined
  if (!(hasShare(cells, 'row', [1, 4]) && hasShare(cells, 'column', [1, 4]))) return undefined
  if (Math.max(concordant, discordant) < 4 * Math.min(concordant, discordant)) return undefined
  const sign = Math.sign(tauB)
  const isRobust = withoutOne(cells).every((rest) => {
    const left = jointOf(rest).tauB
    return left !== null && sign * left >= 0.4 - slack
  })
  if (!isRobust) return undefined
  return sign > 0 ? 'along' : 'across'
}

/**
 * Variances along the spectrum, var(r + c)/2, and across it, var(r − c)/2, with denominators n − 1. Their sum is
 * var r + var c. docs/disagreement.md 4.3. Null for fewer than two full placements.
 */
export function variances(cells: Counts): { readonly along: number; readonly across: number } | null {
  if (sum(cells) < 2) return null
  return {
    along: variance(cells, spectrumPosition) / 2,
    across: variance(cells, (cell) => Math.floor(cell / 3) - (cell % 3)) / 2,
  }
}

function variance(cells: Counts, value: (cell: number) => number): number {
  const n = sum(cells)
  const total = cells.reduce((all, count, cell) => all + count * value(cell), 0)
  const squares = cells.reduce((all, count, cell) => all + count * value(cell) ** 2, 0)
  return (n * squares - total * total) / (n * (n - 1))
}
