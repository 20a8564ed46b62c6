import type { Picture } from '../../chat/view.ts'
import { cells } from '../../grid/axes.ts'
import { unsureOf } from '../../grid/tally.ts'
import type { Disclosure, OpenBallot, OpenRound } from '../../poll/disclose.ts'
import { printable } from '../drawing.ts'
import { formatCount } from '../numbers.ts'
import { cellCount } from './cell-votes.ts'

const maxLines = 20

/** The part of the picture that a ballot is counted in, as in `data-part`. */
export function partOf({ answers: { stance } }: OpenBallot): string {
  if (stance.kind === 'applications') return 'applications'
  const { row, column } = stance
  return row === null || column === null ? 'unsure' : `cell-${3 * row + column}`
}

/**
 * The details of each part of an interactive picture: the count, and the voters with their reasons if names are shown.
 * In anonymous polls only the reasons, as far as they are disclosed. Empty while placements are hidden.
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

/** "“because …”"; empty without a reason. */
const reasonLines = ({ answers: { why } }: OpenBallot): readonly string[] =>
  why === undefined ? [] : [`“${printable(why)}”`]
