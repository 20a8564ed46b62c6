import { agree, listed } from '../chat/text.ts'
import { cellName, cells } from '../grid/axes.ts'
import { type Counts, countAt, type Three } from '../grid/counts.ts'
import { type Camps, campMarks } from './camps.ts'
import type { AxisFindings, Findings } from './findings.ts'

/** The name of a cell by its index: "Cognitivist × Worst-case". */
export function nameOf(index: number): string {
  const cell = cells[index]
  if (cell === undefined) throw new Error(`There is no cell ${index}`)
  return cellName(cell)
}

/** "says" or "say" */
export const says = (count: number): string => agree(count, 'says', 'say')

/** "2 are", "1 is" */
export const countedAre = (count: number): string => `${count} ${agree(count, 'is', 'are')}`

/** "2 say it is applications research, 4 say it belongs on the grid." */
export const onOrOffGrid = (applications: number, placements: number): string =>
  `${applications} ${says(applications)} it is applications research, ${placements} ${says(placements)} it belongs on the grid.`

/** The axis within a sentence: "approach", "case" */
export const nounOf = ({ axis }: Pick<AxisFindings, 'axis'>): string => axis.name.toLowerCase()

/**
 * The words behind "all" or "most" for those who answered an axis: none if they are all voters, " who placed it" if they
 * are all placements, else " who chose an approach" or " who chose a case"; docs/disagreement.md 6.
 */
export function whoAnswered({ votes, placements }: Findings, { on, n }: AxisFindings): string {
  if (n === votes) return ''
  if (n === placements) return ' who placed it'
  return on === 'row' ? ' who chose an approach' : ' who chose a case'
}

/** "all 3 who placed it", "both who chose a case" */
export const everyone = (count: number, who: string): string =>
  `${count === 2 ? 'both' : `all ${count}`}${who}`

/** "▲ Engineering × Worst-case (4) and ■ around Cognitivist × Average-case (5); 1 between them" */
export const campNames = (camps: Camps, cells: Counts): string => namesOf(camps, cells, campMarks)

/** The same of groups that one vote could change, which have no marks. */
export const groupNames = (camps: Camps, cells: Counts): string => namesOf(camps, cells, [])

function namesOf({ camps, between }: Camps, cells: Counts, marks: readonly string[]): string {
  const names = camps.map(({ cell, size }, i) => {
    const mark = marks[i] === undefined ? '' : `${marks[i]} `
    const isWhole = countAt(cells, cell) === size
    return `${mark}${isWhole ? '' : 'around '}${nameOf(cell)} (${size})`
  })
  return `${listed(names)}${between > 0 ? `; ${between} between them` : ''}`
}

/** The categories with answers, except `except`, each with its count: "4 Engineering". */
export const countWords = (
  counts: Three,
  names: readonly [string, string, string],
  except?: number,
): readonly string[] =>
  ([0, 1, 2] as const).flatMap((i) => (counts[i] > 0 && i !== except ? [`${counts[i]} ${names[i]}`] : []))

/** Keeps a half from being rounded down because it has no exact binary form. */
const slack = 1e-12

/** A number ≥ 0 with one decimal, rounded half up; docs/disagreement.md 5. */
export const formatTenths = (value: number): string => (Math.floor(10 * value + 0.5 + slack) / 10).toFixed(1)
