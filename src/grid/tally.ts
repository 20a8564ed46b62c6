import { z } from 'zod'
import { type Level, levels } from './axes.ts'
import { countAt, sum } from './counts.ts'
import type { Stance } from './stance.ts'

const count = z.int().min(0)
const counts = (length: number) => z.array(count).length(length).readonly()

export const Tally = z
  .object({
    /** Full placements by cell, index 3 · row + column. */
    cells: counts(9),
    /** Placements unsure on case, by row. */
    rowOnly: counts(3),
    /** Placements unsure on approach, by column. */
    columnOnly: counts(3),
    /** Placements unsure on both axes. */
    unsure: count,
    applications: count,
  })
  .readonly()
/** The counts of one round: seventeen whole numbers, however many people vote. */
export type Tally = z.infer<typeof Tally>

export const emptyTally: Tally = {
  cells: [0, 0, 0, 0, 0, 0, 0, 0, 0],
  rowOnly: [0, 0, 0],
  columnOnly: [0, 0, 0],
  unsure: 0,
  applications: 0,
}

/** The tally with one more ballot. Pure: it runs inside the transaction that stores the ballot. */
export const addToTally = (tally: Tally, stance: Stance): Tally => adjustTally(tally, stance, 1)

/** The tally without one such ballot. */
export const removeFromTally = (tally: Tally, stance: Stance): Tally => adjustTally(tally, stance, -1)

/** The tally of ballots. */
export const tallyOf = (stances: Iterable<Stance>): Tally =>
  tallyOfCounted(Array.from(stances, (stance) => ({ stance, count: 1 })))

/** The tally of ballots, of which several may be equal. */
export function tallyOfCounted(
  ballots: Iterable<{ readonly stance: Stance; readonly count: number }>,
): Tally {
  const cells = [...emptyTally.cells]
  const [rowOnly, columnOnly] = [[...emptyTally.rowOnly], [...emptyTally.columnOnly]]
  let [unsure, applications] = [0, 0]
  const add = (counts: number[], index: number, count: number) => {
    counts[index] = countAt(counts, index) + count
  }
  for (const { stance, count } of ballots) {
    if (stance.kind === 'applications') applications += count
    else if (stance.row === null && stance.column === null) unsure += count
    else if (stance.row === null) add(columnOnly, stance.column ?? 0, count)
    else if (stance.column === null) add(rowOnly, stance.row, count)
    else add(cells, 3 * stance.row + stance.column, count)
  }
  return { cells, rowOnly, columnOnly, unsure, applications }
}

/** The stances that a tally counts, in its own order. */
export function stancesOf({ cells, rowOnly, columnOnly, unsure, applications }: Tally): readonly Stance[] {
  const repeat = (count: number, stance: Stance) => Array.from({ length: count }, () => stance)
  const place = (row: Level | null, column: Level | null): Stance => ({ kind: 'placement', row, column })
  return [
    ...levels.flatMap((row) =>
      levels.flatMap((column) => repeat(countAt(cells, 3 * row + column), place(row, column))),
    ),
    ...levels.flatMap((row) => repeat(countAt(rowOnly, row), place(row, null))),
    ...levels.flatMap((column) => repeat(countAt(columnOnly, column), place(null, column))),
    ...repeat(unsure, place(null, null)),
    ...repeat(applications, { kind: 'applications' }),
  ]
}

function adjustTally(tally: Tally, stance: Stance, by: 1 | -1): Tally {
  if (stance.kind === 'applications') return { ...tally, applications: tally.applications + by }
  const { row, column } = stance
  if (row !== null && column !== null) return { ...tally, cells: adjustAt(tally.cells, 3 * row + column, by) }
  if (row !== null) return { ...tally, rowOnly: adjustAt(tally.rowOnly, row, by) }
  if (column !== null) return { ...tally, columnOnly: adjustAt(tally.columnOnly, column, by) }
  return { ...tally, unsure: tally.unsure + by }
}

const adjustAt = (counts: readonly number[], index: number, by: number): readonly number[] =>
  counts.map((n, i) => (i === index ? n + by : n))

/** N, the counted ballots. */
export const votesOf = (tally: Tally): number => placementsOf(tally) + tally.applications

/** g, the ballots on the grid, including those that are unsure on an axis. */
export const placementsOf = (tally: Tally): number => fullOf(tally) + unsureOf(tally)

/** m, the placements that answer both axes. */
export const fullOf = (tally: Tally): number => sum(tally.cells)

/** Placements that lack at least one axis. */
export const unsureOf = (tally: Tally): number => sum(tally.rowOnly) + sum(tally.columnOnly) + tally.unsure

/** v by row: all placements that answer approach. */
export function rowsOf({ cells, rowOnly }: Tally): readonly [number, number, number] {
  const of = (row: Level) => sum(cells.slice(3 * row, 3 * row + 3)) + (rowOnly[row] ?? 0)
  return [of(0), of(1), of(2)]
}

/** v by column: all placements that answer case. */
export function columnsOf({ cells, columnOnly }: Tally): readonly [number, number, number] {
  const of = (column: Level) => sum(cells.filter((_, i) => i % 3 === column)) + (columnOnly[column] ?? 0)
  return [of(0), of(1), of(2)]
}

/** u_row: placements unsure on approach. */
export const unsureOnRow = (tally: Tally): number => sum(tally.columnOnly) + tally.unsure

/** u_col: placements unsure on case. */
export const unsureOnColumn = (tally: Tally): number => sum(tally.rowOnly) + tally.unsure
