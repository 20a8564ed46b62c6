import type { Picture } from '../../chat/view.ts'
import { cells } from '../../grid/axes.ts'
import { unsureOf } from '../../grid/tally.ts'
import type { Disclosure, OpenBallot, OpenRound } from '../../poll/disclose.ts'
import { printable } from '../drawing.ts'
import { formatCount } from '../numbers.ts'
import { cellCount } from './cell-votes.ts'

const maxLines = 20

/** Which part of the picture a ballot is in. */
export function partOf({ answers: { stance } }: OpenBallot): string {
  if (stance.kind === 'applications') return 'applications'
  const { row, column } = stance
  return row === null || column === null ? 'unsure' : `cell-${3 * row + column}`
}

/**
 * What a live picture tells of each part: how many, and who and why where names are shown. In anonymous polls the
 * reasons alone, as far as they are disclosed.
 */
export function detailsOf({ current, visibility }: Disclosure): Picture['details'] {
  if (current.hidden) return []
  const { tally, ballots } = current
  const toLines = visibility === 'names' ? namedLine : reasonLines
  return partNames(tally).map(({ part, name }) => {
    const lines = ballots.filter((ballot) => partOf(ballot) === part).flatMap(toLines)
    const more = lines.length - maxLines
    return { part, name, lines: more > 0 ? [...lines.slice(0, maxLines), `and ${more} more`] : lines }
  })
}

const partNames = (tally: OpenRound['tally']) => [
  ...cells.map((cell) => ({
    part: `cell-${cell.index}`,
    name: cellCount(cell, tally.cells[cell.index] ?? 0),
  })),
  { part: 'applications', name: `Applications research: ${formatCount(tally.applications)}` },
  { part: 'unsure', name: `Unsure on an axis or both: ${formatCount(unsureOf(tally))}` },
]

/** "Ada, confidence 4: because …" */
function namedLine({ name = 'Somebody', answers: { confidence, why } }: OpenBallot): string {
  const who = confidence === undefined ? name : `${name}, confidence ${confidence}`
  return printable(why === undefined ? who : `${who}: ${why}`)
}

/** "“because …”", or nothing. */
const reasonLines = ({ answers: { why } }: OpenBallot): readonly string[] =>
  why === undefined ? [] : [`“${printable(why)}”`]
