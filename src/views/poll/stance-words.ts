import { approach, caseFocus, cellName } from '../../grid/axes.ts'
import type { Stance } from '../../grid/stance.ts'

/** "Cognitivist science × Worst-case", "Engineering, unsure on case", "Unsure", "Applications research" */
export function stanceWords(stance: Stance): string {
  if (stance.kind === 'applications') return 'Applications research'
  const { row, column } = stance
  if (row !== null && column !== null) return `${approach.levels[row]} × ${caseFocus.levels[column]}`
  if (row !== null) return `${approach.levels[row]}, unsure on case`
  if (column !== null) return `${caseFocus.levels[column]}, unsure on approach`
  return 'Unsure on both axes'
}

/** The form for the middle of a sentence: "Cognitivist × Worst-case", "applications research". */
export function stanceName(stance: Stance): string {
  if (stance.kind === 'applications') return 'applications research'
  const { row, column } = stance
  return row !== null && column !== null ? cellName({ row, column }) : stanceWords(stance).toLowerCase()
}
