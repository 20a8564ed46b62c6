import { approach, levels } from '../../grid/axes.ts'
import type { LabelledPaper } from './atlas-labels.ts'

export const lineHeight = 26

/** A cell's lines that are not papers' room: 7 above, 7 below. */
export const padding = 14

export const maxLines = 8

export const maxHeight = 960

/** A row of cells with what each of them lists. */
export interface Row {
  readonly name: string
  readonly y: number
  readonly end: number
  readonly lists: readonly (readonly LabelledPaper[])[]
  /** For each list how many papers are left out. */
  readonly more: readonly number[]
  readonly firstCell: number
}

export function rowsOf(papers: readonly LabelledPaper[], max: number): readonly Row[] {
  let y = 113
  return levels.map((row) => {
    const all = levels.map((column) => papers.filter(({ cell }) => cell === 3 * row + column))
    const lists = all.map((list) => newestOf(list, max))
    const more = all.map((list, i) => list.length - (lists[i]?.length ?? 0))
    const lines = Math.max(1, ...lists.map((list, i) => list.length + ((more[i] ?? 0) > 0 ? 1 : 0)))
    const start = y + 38
    y = start + lineHeight * lines + padding
    return { name: approach.levels[row], y: start, end: y, lists, more, firstCell: 3 * row }
  })
}

/** As many as there are lines for, in their order; the last line is for how many more. */
function newestOf(list: readonly LabelledPaper[], max: number): readonly LabelledPaper[] {
  if (list.length <= max) return list
  const kept = new Set(list.toSorted((a, b) => b.placedAt - a.placedAt).slice(0, max - 1))
  return list.filter((paper) => kept.has(paper))
}

export const heightWith = (papers: readonly LabelledPaper[], max: number): number =>
  heightOf(rowsOf(papers, max))

/** With the tray and the legend, as a multiple of 8. */
export const heightOf = (rows: readonly Row[]): number => Math.ceil(((rows.at(-1)?.end ?? 0) + 107) / 8) * 8
