import { type Axis, approach, caseFocus } from '../grid/axes.ts'
import { type Counts, findOccupied, sum, type Three, withoutOne } from '../grid/counts.ts'
import { findOutlier, type Outlier } from '../grid/distance.ts'
import {
  columnsOf,
  fullOf,
  placementsOf,
  rowsOf,
  type Tally,
  unsureOnColumn,
  unsureOnRow,
  votesOf,
} from '../grid/tally.ts'
import { type AxisLabel, axisLabel } from './axis-label.ts'
import { type Camps, campsOf } from './camps.ts'
import { hasShare } from './gap.ts'
import { directionOf, type SpectrumDirection } from './joint.ts'

/** The findings on one axis. */
export interface AxisFindings {
  /** The rows or the columns of the grid. */
  readonly on: 'row' | 'column'
  readonly axis: Axis
  /** All placements that answered this axis. */
  readonly counts: Three
  readonly n: number
  readonly label: AxisLabel
  /** Placements that are unsure on this axis. */
  readonly unsure: number
}

/** The facts about a round that its sentences are made from. Each generalisation has passed its evidence gate. */
export interface Findings {
  readonly votes: number
  readonly applications: number
  /** All ballots on the grid, including those unsure on an axis. */
  readonly placements: number
  /** Placements that answered both axes. */
  readonly full: number
  /** Full placements by cell. */
  readonly cells: Counts
  /** Cells with full placements, ascending. */
  readonly occupied: readonly number[]
  readonly row: AxisFindings
  readonly column: AxisFindings
  /** Placements that are unsure on both axes; they are in both axes' `unsure`. */
  readonly unsureOnBoth: number
  readonly camps: Camps
  /** The direction of a disagreement on both axes at once; `undefined` if there is no clear one. */
  readonly direction: SpectrumDirection | undefined
  /** The axis that carries the disagreement, or `undefined`; docs/disagreement.md 4.1. */
  readonly carrier: 'row' | 'column' | undefined
  /** The one vote far from all others, or `undefined`; docs/disagreement.md 4.6. */
  readonly apart: Outlier | undefined
}

/** Uses the counts only, so the time doesn't depend on the number of ballots. */
export function findingsOf(tally: Tally): Findings {
  const { cells, applications } = tally
  const camps = campsOf(cells)
  const full = fullOf(tally)
  return {
    votes: votesOf(tally),
    applications,
    placements: placementsOf(tally),
    full,
    cells,
    occupied: findOccupied(cells),
    row: axisFindings('row', rowsOf(tally), unsureOnRow(tally)),
    column: axisFindings('column', columnsOf(tally), unsureOnColumn(tally)),
    unsureOnBoth: tally.unsure,
    camps,
    direction: directionOf(cells),
    carrier: (['row', 'column'] as const).find((axis) => carries(cells, axis)),
    apart: camps.k === 1 && full >= 5 ? findOutlier(cells) : undefined,
  }
}

const axisFindings = (on: AxisFindings['on'], counts: Three, unsure: number): AxisFindings => ({
  on,
  axis: on === 'row' ? approach : caseFocus,
  counts,
  n: sum(counts),
  label: axisLabel(counts),
  unsure,
})

/** Whether the axis has at least 2/3 of the gap, and at least 3/5 after removing any one ballot. */
const carries = (cells: Counts, axis: 'row' | 'column'): boolean =>
  hasShare(cells, axis, [2, 3]) && withoutOne(cells).every((rest) => hasShare(rest, axis, [3, 5]))
