import type { Drawing } from '../../chat/view.ts'
import { levels } from '../../grid/axes.ts'
import { sum } from '../../grid/counts.ts'
import { columnsOf, rowsOf, type Tally } from '../../grid/tally.ts'
import { box, element, group, label, paint } from '../drawing.ts'
import type { Box } from '../layout.ts'
import { widthOf } from '../measure.ts'
import { formatCount, formatPercent } from '../numbers.ts'

interface Margins {
  readonly tally: Tally
  /** The vertical offset for a title of one line. */
  readonly dy: number
  /** Whether numbers are shown as shares of all answers on their axis. */
  readonly isShares: boolean
}

/** Minimum lengths: an outlined end with a visible inside, and a visible solid part before it. */
const minBar = { end: 5, start: 2 }
/** Larger counts don't fit on the right, so shares are shown instead. */
const maxCount = 999
/** Where the numbers of the rows end at the latest. */
const right = 616

/**
 * The answers on each axis: bars to the right of the rows and below the columns, all on one scale. Answers of people
 * who are unsure on the other axis are the outlined end of a bar and included in its number.
 */
export function margins({ tally, dy, isShares }: Margins): Drawing {
  const [rows, columns] = [rowsOf(tally), columnsOf(tally)]
  const max = Math.max(...rows, ...columns, 1)
  const showsShares = isShares || max > maxCount
  const numberText = (count: number, counts: readonly number[]) =>
    showsShares ? formatPercent(count, sum(counts)) : formatCount(count)
  const widest = Math.max(...rows.map((count) => widthOf(numberText(count, rows), 20, 600)))
  const maxBar = Math.min(showsShares ? 24 : 32, right - 545 - widest)
  const axis = { stroke: paint('hairline'), 'stroke-width': 2 }
  const fill = (count: number) => (count === 0 ? ('muted' as const) : ('ink' as const))
  return group(
    element('line', { x1: 538, y1: 200 + dy, x2: 538, y2: 456 + dy, ...axis }),
    element('line', { x1: 152, y1: 466 + dy, x2: 528, y2: 466 + dy, ...axis }),
    ...levels.flatMap((row) => {
      const [count, oneAxis] = [rows[row], tally.rowOnly[row] ?? 0]
      const length = lengthOf(count, oneAxis, maxBar / max)
      const at = { x: 545 + length, y: 247 + 88 * row + dy, size: 20, weight: 600 as const }
      return [
        ...bar(count, oneAxis, length, (from, to) => ({
          x: 539 + from,
          y: 228 + 88 * row + dy,
          width: to - from,
          height: 24,
        })),
        label(numberText(count, rows), { ...at, fill: fill(count) }),
      ]
    }),
    ...levels.flatMap((column) => {
      const [count, oneAxis] = [columns[column], tally.columnOnly[column] ?? 0]
      const length = lengthOf(count, oneAxis, 20 / max)
      const at = { x: 212 + 128 * column, y: 486 + length + dy, size: 20, weight: 600 as const }
      return [
        ...bar(count, oneAxis, length, (from, to) => ({
          x: 188 + 128 * column,
          y: 467 + from + dy,
          width: 48,
          height: to - from,
        })),
        label(numberText(count, columns), { ...at, anchor: 'middle', fill: fill(count) }),
      ]
    }),
  )
}

/** The length of a bar. @param oneAxis How many of `count` answered only this axis. @param scale Units per answer. */
function lengthOf(count: number, oneAxis: number, scale: number): number {
  if (oneAxis === 0) return count * scale
  return Math.max(count * scale, minBar.end + (oneAxis === count ? 0 : minBar.start))
}

/**
 * The solid and the outlined part of a bar; an empty part is left out.
 *
 * @param place Returns the part of the bar between two distances from the axis.
 */
function bar(
  count: number,
  oneAxis: number,
  length: number,
  place: (from: number, to: number) => Box,
): readonly Drawing[] {
  if (count === 0) return []
  if (oneAxis === 0) return [box(place(0, length), { fill: paint('bar') })]
  if (oneAxis === count) return [outline(place(0, length))]
  const start = length - Math.max((oneAxis / count) * length, minBar.end)
  return [box(place(0, start), { fill: paint('bar') }), outline(place(start, length))]
}

function outline({ x, y, width, height }: Box): Drawing {
  const inside = { x: x + 1, y: y + 1, width: width - 2, height: height - 2 }
  return box(inside, { fill: 'none', stroke: paint('bar'), 'stroke-width': 2 })
}
