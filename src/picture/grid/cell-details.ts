import type { Picture } from '../../chat/view.ts'
import { cells } from '../../grid/axes.ts'
import { type GridPart, partOf } from '../../grid/part.ts'
import type { Stance } from '../../grid/stance.ts'
import { unsureOf } from '../../grid/tally.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { OpenRound } from '../../poll/disclosed-round.ts'
import { printable } from '../drawing.ts'
import { formatCount } from '../numbers.ts'
import { cellCount } from './cell-votes.ts'

const maxLines = 20

/** The part of the picture that a stance is counted in, as in `data-part`. */
export const drawnPartOf = (stance: Stance): string => drawnPart(partOf(stance))

const drawnPart = (part: GridPart): string => (typeof part === 'number' ? `cell-${part}` : part)

/**
 * The details of each part of an interactive picture: the count, and the voters with their reasons if names are shown.
 * In anonymous polls only the reasons that may be shown beside it. Empty while placements are hidden.
 */
export function detailsOf({ current, visibility }: Disclosure): Picture['details'] {
  if (current.hidden) return []
  const { tally } = current
  const linesIn = visibility === 'names' ? namedLines(current) : looseLines(current)
  return partNames(tally).map(({ part, name }) => {
    const lines = linesIn(part)
    const more = lines.length - maxLines
    return { part, name, lines: more > 0 ? [...lines.slice(0, maxLines), `and ${more} more`] : lines }
  })
}

/** The line under the picture: its parts show more when one points at them. */
export const hintOf = ({ visibility }: Pick<Disclosure, 'visibility'>): string =>
  visibility === 'names'
    ? 'Point at or tap a cell to see who voted for it.'
    : 'Point at or tap a cell to see its votes.'

const partNames = (tally: OpenRound['tally']) => [
  ...cells.map((cell) => ({
    part: `cell-${cell.index}`,
    name: cellCount(cell, tally.cells[cell.index] ?? 0),
  })),
  { part: 'applications', name: `Off the grid (applications research): ${formatCount(tally.applications)}` },
  { part: 'unsure', name: `Unsure on at least one question: ${formatCount(unsureOf(tally))}` },
]

/** "Ada, confidence 4 of 5: because …" */
const namedLines =
  ({ ballots }: OpenRound) =>
  (part: string): readonly string[] =>
    ballots
      .filter(({ answers }) => drawnPartOf(answers.stance) === part)
      .flatMap(({ name, answers: { confidence, why } }) => {
        if (name === undefined) return []
        const who = confidence === undefined ? name : `${name}, confidence ${confidence} of 5`
        return [printable(why === undefined ? who : `${who}: ${why}`)]
      })

/** "“because …”" */
const looseLines =
  ({ loose }: OpenRound) =>
  (drawn: string): readonly string[] =>
    loose.reasons
      .filter(({ part }) => part !== undefined && drawnPart(part) === drawn)
      .map(({ text }) => `“${printable(text)}”`)
