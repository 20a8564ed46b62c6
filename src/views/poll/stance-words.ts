import { approach, caseFocus, cellName, cellTitle } from '../../grid/axes.ts'
import type { Stance } from '../../grid/stance.ts'

/** "Cognitivist science × Worst-case", "Engineering, unsure about case focus", "applications research (off the grid)" */
export function stanceWords(stance: Stance): string {
  if (stance.kind === 'applications') return 'applications research (off the grid)'
  const { row, column } = stance
  if (row !== null && column !== null) return cellTitle({ row, column })
  if (row !== null) return `${approach.levels[row]}, unsure about case focus`
  if (column !== null) return `${caseFocus.levels[column]}, unsure about approach`
  return 'unsure about both'
}

/** The form for the middle of a sentence: "Cognitivist × Worst-case", "applications research". */
export function stanceName(stance: Stance): string {
  if (stance.kind === 'applications') return 'applications research'
  const { row, column } = stance
  return row !== null && column !== null ? cellName({ row, column }) : stanceWords(stance).toLowerCase()
}
