import { axisLabel, isSettled } from '../disagreement/axis-label.ts'
import { campsOf } from '../disagreement/camps.ts'
import { type Counts, columnTotals, rowTotals, sum } from '../grid/counts.ts'
import { type Tally, unsureOf } from '../grid/tally.ts'

/** The counts by which an atlas lists a paper. */
export interface StandingCounts {
  /** Full placements by cell, nine counts. */
  readonly cells: Counts
  readonly applications: number
  /** Placements that lack at least one axis. */
  readonly unsure: number
}

export const countsOf = (tally: Tally): StandingCounts => ({
  cells: tally.cells,
  applications: tally.applications,
  unsure: unsureOf(tally),
})

/** Where an atlas lists a paper; docs/memory.md 2. */
export interface PaperStanding {
  readonly kind: 'off-grid' | 'too-few' | 'split' | 'no-shared-place' | 'settled' | 'unsettled'
  /** Cells, 0–8, that have votes, ascending; `off` after them if the paper is listed off the grid as well. */
  readonly places: readonly (number | 'off')[]
}

const minFull = 3
/** More cells than this that tie for the most votes are no place of the group's. */
const maxTied = 3

/** The first rule that holds. Compares shares in whole numbers, because rounding errors could change the place. */
export function standingOf({ cells, applications, unsure }: StandingCounts): PaperStanding {
  const full = sum(cells)
  const votes = full + applications + unsure
  if (2 * applications > votes) return { kind: 'off-grid', places: [] }
  if (full < minFull) return { kind: 'too-few', places: [] }
  const onGrid = standingOnGrid(cells)
  if (onGrid.places.length === 0 || applications < 2 || 4 * applications < votes) return onGrid
  return { kind: 'split', places: [...onGrid.places, 'off'] }
}

/** @param cells At least three full placements. */
function standingOnGrid(cells: Counts): PaperStanding {
  const { k, isFirm, camps } = campsOf(cells)
  if (k > 1 && isFirm) return { kind: 'split', places: camps.map(({ cell }) => cell) }
  const [most = 0, second = 0] = cells.toSorted((a, b) => b - a)
  const fullest = cellsWith(cells, most)
  if (most < 2 || fullest.length > maxTied) return { kind: 'no-shared-place', places: [] }
  if (fullest.length > 1) return { kind: 'split', places: fullest }
  // With a single fullest cell this needs at least 3 and 2 votes.
  if (5 * second >= 2 * sum(cells))
    return { kind: 'split', places: [...fullest, ...cellsWith(cells, second)].toSorted((a, b) => a - b) }
  const areSettled = [rowTotals(cells), columnTotals(cells)].every((counts) => isSettled(axisLabel(counts)))
  return { kind: areSettled ? 'settled' : 'unsettled', places: fullest }
}

const cellsWith = (cells: Counts, count: number): readonly number[] =>
  [...cells.keys()].filter((cell) => cells[cell] === count)
