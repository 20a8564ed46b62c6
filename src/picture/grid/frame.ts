import type { Drawing } from '../../chat/view.ts'
import { approach, caseFocus, levels } from '../../grid/axes.ts'
import { fullOf, type Tally } from '../../grid/tally.ts'
import type { HiddenRound } from '../../poll/disclose.ts'
import { box, element, group, label, paint } from '../drawing.ts'
import { formatPercent, formatTurnout } from '../numbers.ts'
import { shadeFor } from '../theme.ts'
import { maxPeople } from './cell-votes.ts'

/** The background of a picture, so that it looks the same in light and dark chats. */
export function canvas(width: number, height: number): Drawing {
  const edge = { x: 1, y: 1, width: width - 2, height: height - 2 }
  return box(edge, { fill: paint('background'), stroke: paint('border'), 'stroke-width': 2 })
}

/** The names of rows, columns and ends, the same in every picture of a poll. */
export function axisLabels(dy: number): Drawing {
  const columns = caseFocus.levels.map((level) => level.replace('case', '').concat('\ncase').split('\n'))
  return group(
    label('Capabilities', { x: 24, y: 172 + dy, size: 19, fill: 'muted' }),
    cornerArrow(130, 178 + dy),
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
    cornerArrow(536, 468 + dy),
    label('Alignment', { x: 616, y: 499 + dy, size: 19, fill: 'muted', anchor: 'end' }),
  )
}

/** An arrow that points from the capabilities end to the alignment end. */
export const cornerArrow = (x: number, y: number): Drawing =>
  element('path', {
    d: `M${x} ${y}l12 12m0 -9v9h-9`,
    fill: 'none',
    stroke: paint('muted'),
    'stroke-width': 2,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  })

/** Full placements by their distance from the capabilities end, row + column; empty boxes without a tally. */
export function spectrum(tally: Tally | undefined, dy: number): Drawing {
  const total = tally === undefined ? 0 : fullOf(tally)
  return group(
    label('Capabilities', { x: 24, y: 612 + dy, size: 19, fill: 'muted' }),
    ...[0, 1, 2, 3, 4].flatMap((position) => {
      const count =
        tally?.cells
          .filter((_, i) => Math.floor(i / 3) + (i % 3) === position)
          .reduce((sum, n) => sum + n, 0) ?? 0
      const at = { x: 148 + 73.6 * position, y: 590 + dy, width: 69.6, height: 30 }
      if (count === 0) {
        const inside = { x: at.x + 1, y: at.y + 1, width: at.width - 2, height: at.height - 2 }
        return [
          box(inside, { rx: 3, fill: paint('empty'), stroke: paint('empty-stroke'), 'stroke-width': 2 }),
        ]
      }
      const step = shadeFor(count, total)
      const words = total > maxPeople ? formatPercent(count, total) : String(count)
      return [
        box(at, { rx: 4, fill: paint(`step${step}`) }),
        label(words, {
          x: at.x + at.width / 2,
          y: at.y + 22,
          size: 20,
          weight: 600,
          fill: `step${step}-ink`,
          anchor: 'middle',
        }),
      ]
    }),
    label('Alignment', { x: 616, y: 612 + dy, size: 19, fill: 'muted', anchor: 'end' }),
  )
}

/** The sign over the middle row while a round is blind. */
export function blindPlate({ votes, shownFrom }: HiddenRound, dy: number): Drawing {
  const plate = { x: 153, y: 283 + dy, width: 374, height: 90 }
  return group(
    box(plate, { rx: 8, fill: paint('background'), stroke: paint('hairline'), 'stroke-width': 2 }),
    label(formatTurnout(votes), { x: 340, y: 321 + dy, size: 26, weight: 600, anchor: 'middle' }),
    label(
      shownFrom === undefined ? 'Placements stay hidden until reveal' : `Shown from ${shownFrom} votes on`,
      {
        x: 340,
        y: 354 + dy,
        size: 20,
        anchor: 'middle',
      },
    ),
  )
}
