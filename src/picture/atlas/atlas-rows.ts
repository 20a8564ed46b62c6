import { isListedAt } from '../../atlas/atlas.ts'
import { approach, levels } from '../../grid/axes.ts'
import type { LabelledPaper } from './atlas-labels.ts'

export const lineHeight = 26

/** The height of a cell beyond its lines: 7 above them, 7 below. */
export const padding = 14

/** Maximum lines in a cell, "+3 more" included. */
export const maxLines = 8

export const maxHeight = 960

/** A row of the grid with the list of each of its three cells. */
export interface Row {
  readonly name: string
  /** The top of its cells. */
  readonly y: number
  /** The bottom of its cells. */
  readonly end: number
  readonly lists: readonly (readonly LabelledPaper[])[]
  /** For each list, the number of papers left out. */
  readonly more: readonly number[]
  readonly firstCell: number
}

/** The rows from top to bottom. @param max Maximum lines in a cell. */
export function rowsOf(papers: readonly LabelledPaper[], max: number): readonly Row[] {
  let y = 140
  return levels.map((row) => {
    const all = levels.map((column) => papers.filter((paper) => isListedAt(paper, 3 * row + column)))
    const lists = all.map((list) => newestOf(list, max))
    const more = all.map((list, i) => list.length - (lists[i]?.length ?? 0))
    const lines = Math.max(1, ...lists.map((list, i) => list.length + ((more[i] ?? 0) > 0 ? 1 : 0)))
    const start = y + 38
    y = start + lineHeight * lines + padding
    return { name: approach.levels[row], y: start, end: y, lists, more, firstCell: 3 * row }
  })
}

/** The newest papers in the order of the list; if some are left out, one line stays free for their number. */
function newestOf(list: readonly LabelledPaper[], max: number): readonly LabelledPaper[] {
  if (list.length <= max) return list
  const kept = new Set(list.toSorted((a, b) => b.placedAt - a.placedAt).slice(0, max - 1))
  return list.filter((paper) => kept.has(paper))
}

/** The line below the area off the grid. */
export const noteHeight = 28

/** The height of the picture with all that is below the cells, rounded up to a multiple of 8. @param notes Lines there. */
export const heightOf = (rows: readonly Row[], notes: number): number =>
  Math.ceil(((rows.at(-1)?.end ?? 0) + 130 + noteHeight * notes) / 8) * 8
