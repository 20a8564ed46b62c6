import { listed } from '../chat/text.ts'
import { cellName, cells } from '../grid/axes.ts'
import { type Counts, countAt, type Three } from '../grid/counts.ts'
import type { Camp, Camps } from './camps.ts'

/** The name of a cell by its index: "Cognitivist × Worst-case". */
export function nameOf(index: number): string {
  const cell = cells[index]
  if (cell === undefined) throw new Error(`There is no cell ${index}`)
  return cellName(cell)
}

/** "Two camps: Engineering × Worst-case (4) and around Cognitivist × Average-case (5)." */
export function campsSentence({ k, isFirm, camps }: Camps, cells: Counts): string {
  const lead = isFirm
    ? k === 2
      ? 'Two camps'
      : 'Three camps'
    : 'Tentative groups (one vote could change this)'
  return `${lead}: ${listed(camps.map((camp) => campName(camp, cells)))}.`
}

function campName({ cell, size }: Camp, cells: Counts): string {
  const isWhole = countAt(cells, cell) === size
  return `${isWhole ? '' : 'around '}${nameOf(cell)} (${size})`
}

/** The categories with answers, except `except`, each with its count: "4 Engineering". */
export const countWords = (
  counts: Three,
  names: Three | readonly [string, string, string],
  except?: number,
): readonly string[] =>
  ([0, 1, 2] as const).flatMap((i) => (counts[i] > 0 && i !== except ? [`${counts[i]} ${names[i]}`] : []))
