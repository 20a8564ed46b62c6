import { z } from 'zod'

/** One of three levels of an axis, from the capabilities end (0) to the alignment end (2). */
export const Level = z.literal([0, 1, 2])
export type Level = z.infer<typeof Level>

export const levels: readonly Level[] = [0, 1, 2]

/** An axis of the grid: its question's name and its three levels, long and short. */
export interface Axis {
  readonly name: string
  readonly levels: readonly [string, string, string]
  /** For buttons: without names of examples, which would anchor voters. */
  readonly short: readonly [string, string, string]
  /** For a sentence about one cell. */
  readonly plain: readonly [string, string, string]
}

/** The rows, after Richard Ngo's "Defining alignment research". */
export const approach: Axis = {
  name: 'Approach',
  levels: ['Engineering', 'Behaviorist science', 'Cognitivist science'],
  short: ['Eng', 'Behav', 'Cog'],
  plain: ['Engineering', 'Behaviorist', 'Cognitivist'],
}

/** The columns, after the same essay. */
export const caseFocus: Axis = {
  name: 'Case',
  levels: ['Average-case', 'Pessimistic-case', 'Worst-case'],
  short: ['Avg', 'Pess', 'Worst'],
  plain: ['Average-case', 'Pessimistic-case', 'Worst-case'],
}

/** A place on the grid; `index` is 3 · row + column, 0–8 row by row from the top left. */
export interface Cell {
  readonly index: number
  readonly row: Level
  readonly column: Level
}

/** The nine cells in reading order. */
export const cells: readonly Cell[] = levels.flatMap((row) =>
  levels.map((column) => ({ index: 3 * row + column, row, column })),
)

/** "Cognitivist × Worst-case" */
export function cellName({ row, column }: Pick<Cell, 'row' | 'column'>): string {
  return `${approach.plain[row]} × ${caseFocus.plain[column]}`
}

/** "Cog · Worst" */
export function cellLabel({ row, column }: Pick<Cell, 'row' | 'column'>): string {
  return `${approach.short[row]} · ${caseFocus.short[column]}`
}

/** "Cognitivist science × Worst-case" */
export function cellTitle({ row, column }: Pick<Cell, 'row' | 'column'>): string {
  return `${approach.levels[row]} × ${caseFocus.levels[column]}`
}

/** "Cognitivist science, Worst-case", as a screen reader says it. */
export function cellSpoken({ row, column }: Pick<Cell, 'row' | 'column'>): string {
  return `${approach.levels[row]}, ${caseFocus.levels[column]}`
}

/** Where votes can place a paper: a cell, 0–8, or off the grid. */
export type Spot = number | 'off-grid'
