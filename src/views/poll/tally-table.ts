import type { Part } from '../../chat/view.ts'
import { approach, caseFocus, levels } from '../../grid/axes.ts'
import { unsureOf } from '../../grid/tally.ts'
import type { Disclosure } from '../../poll/disclose.ts'

/** The picture as a table: nine cells, and the counts off the grid. Empty while placements are hidden. */
export function tallyTable({ current }: Disclosure): readonly Part[] {
  if (current.hidden || current.votes === 0) return []
  const { tally } = current
  const rows = levels.map((row) => [
    approach.levels[row],
    ...levels.map((column) => String(tally.cells[3 * row + column] ?? 0)),
  ])
  return [
    {
      kind: 'table',
      caption: `Votes in each cell. Off the grid: ${tally.applications}. Unsure: ${unsureOf(tally)}.`,
      rows: [[approach.name, ...caseFocus.levels], ...rows],
    },
  ]
}
