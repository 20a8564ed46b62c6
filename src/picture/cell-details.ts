import type { Picture } from '../chat/view.ts'
import { unsureOf } from '../disagreement/tally.ts'
import { cells } from '../poll/axes.ts'
import type { Disclosure, OpenBallot } from '../poll/disclose.ts'
import { cellCount } from './cell-marks.ts'

const mostLines = 20

/** Which part of the picture a ballot is in. */
export function partOf({ answers: { stance } }: OpenBallot): string {
  if (stance.kind === 'applications') return 'applications'
  const { row, column } = stance
  return row === null || column === null ? 'unsure' : `cell-${3 * row + column}`
}

/** What a live picture tells of each part: how many, and who and why where names are shown. */
export function detailsOf({ current, visibility }: Disclosure): Picture['details'] {
  if (current.hidden) return []
  const { tally, ballots } = current
  const parts = [
    ...cells.map((cell) => ({
      part: `cell-${cell.index}`,
      name: cellCount(cell, tally.cells[cell.index] ?? 0),
    })),
    { part: 'applications', name: `Applications research: ${tally.applications}` },
    { part: 'unsure', name: `Unsure on an axis or both: ${unsureOf(tally)}` },
  ]
  return parts.map(({ part, name }) => {
    const here = visibility === 'names' ? ballots.filter((ballot) => partOf(ballot) === part) : []
    const more = here.length - mostLines
    const lines = here.slice(0, mostLines).map(lineOf)
    return { part, name, lines: more > 0 ? [...lines, `and ${more} more`] : lines }
  })
}

/** "Ada, confidence 4: because …" */
function lineOf({ name = 'Somebody', answers: { confidence, why } }: OpenBallot): string {
  const who = confidence === undefined ? name : `${name}, confidence ${confidence}`
  return why === undefined ? who : `${who}: ${why}`
}
