import { counted } from '../../chat/text.ts'
import type { Drawing } from '../../chat/view.ts'
import { approach, caseFocus, levels } from '../../grid/axes.ts'
import type { HiddenRound } from '../../poll/disclosed-round.ts'
import { box, group, label, paint } from '../drawing.ts'
import { type Box, round } from '../layout.ts'
import { formatTurnout } from '../numbers.ts'

/** The background of a picture, so that it looks the same in light and dark chats. */
export function canvas(width: number, height: number): Drawing {
  const edge = { x: 1, y: 1, width: width - 2, height: height - 2 }
  return box(edge, { fill: paint('background'), stroke: paint('border'), 'stroke-width': 2 })
}

/** The names of rows, columns and ends in a whole picture. */
export function axisLabels(dy: number): Drawing {
  const columns = caseFocus.levels.map((level) => level.replace('case', '').concat('\ncase').split('\n'))
  return group(
    label(ends.first, { x: 24, y: 169 + dy, size: 19, fill: 'muted' }),
    ...levels.flatMap((column) =>
      (columns[column] ?? []).map((line, i) =>
        label(line, { x: 212 + 128 * column, y: 169 + 21 * i + dy, size: 20, weight: 600, anchor: 'middle' }),
      ),
    ),
    ...levels.flatMap((row) => {
      const lines = approach.levels[row].split(' ')
      const first = 200 + 88 * row + (lines.length === 1 ? 47 : 36) + dy
      return lines.map((line, i) => label(line, { x: 24, y: first + 24 * i, size: 20, weight: 600 }))
    }),
    label(ends.last, { x: 616, y: 500 + dy, size: 19, fill: 'muted', anchor: 'end' }),
  )
}

/** The two ends of the essay's spectrum, named at the first and the last corner of every grid. */
export const ends = { first: 'capabilities', last: 'alignment' } as const

/** The sign over the middle row while votes are hidden. */
export function blindPlate(hidden: HiddenRound, place: Box, sizes: readonly [number, number]): Drawing {
  const [first, second] = sizes
  const middle = { x: place.x + place.width / 2, anchor: 'middle' } as const
  const centre = place.y + place.height / 2
  const [turnout, until] = plateLines(hidden)
  return group(
    box(place, { rx: 8, fill: paint('background'), stroke: paint('accent'), 'stroke-width': 2 }),
    label(turnout, { ...middle, y: round(centre - 0.2 * first), size: first, weight: 600 }),
    label(until, { ...middle, y: round(centre + 1.05 * second), size: second, fill: 'muted' }),
  )
}

function plateLines({ votes, shownFrom }: HiddenRound): readonly [string, string] {
  if (shownFrom === undefined) return [formatTurnout(votes), 'Votes stay hidden until the reveal']
  const turnout = votes === 0 ? formatTurnout(0) : `${counted(votes, 'person', 'people')} voted`
  return [turnout, `Results are shown from ${shownFrom} votes on`]
}
