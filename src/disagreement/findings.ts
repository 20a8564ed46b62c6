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

/** What one axis's answers say. */
export interface AxisFindings {
  readonly axis: Axis
  /** All placements that answered this axis. */
  readonly counts: Three
  readonly n: number
  readonly label: AxisLabel
  /** Placements unsure on this axis. */
  readonly unsure: number
}

/** Everything that may be said of a round's counts, each behind its gate: what the sentences are made of. */
export interface Findings {
  readonly votes: number
  readonly applications: number
  /** On the grid, sure of both axes or not. */
  readonly placements: number
  /** Placements that answered both axes. */
  readonly full: number
  /** Full placements by cell. */
  readonly cells: Counts
  readonly occupied: readonly number[]
  readonly row: AxisFindings
  readonly column: AxisFindings
  readonly camps: Camps
  /** Whether the axes differ together, along or across the spectrum. */
  readonly direction: SpectrumDirection | undefined
  /** The axis that carries the disagreement, if one does; docs/disagreement.md 4.1. */
  readonly carrier: 'row' | 'column' | undefined
  /** The one vote that stands apart from all others. */
  readonly apart: Outlier | undefined
}

/** Depends on the counts alone: the time it takes doesn't grow with the number of ballots. */
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
    row: axisFindings(approach, rowsOf(tally), unsureOnRow(tally)),
    column: axisFindings(caseFocus, columnsOf(tally), unsureOnColumn(tally)),
    camps,
    direction: directionOf(cells),
    carrier: (['row', 'column'] as const).find((axis) => carries(cells, axis)),
    apart: camps.k === 1 && full >= 5 ? findOutlier(cells) : undefined,
  }
}

const axisFindings = (axis: Axis, counts: Three, unsure: number): AxisFindings => ({
  axis,
  counts,
  n: sum(counts),
  label: axisLabel(counts),
  unsure,
})

/** At least two thirds of the gap, and at least three fifths without any one ballot. */
const carries = (cells: Counts, axis: 'row' | 'column'): boolean =>
  hasShare(cells, axis, [2, 3]) && withoutOne(cells).every((rest) => hasShare(rest, axis, [3, 5]))
