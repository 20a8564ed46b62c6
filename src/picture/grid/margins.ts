import type { Drawing } from '../../chat/view.ts'
import { levels } from '../../grid/axes.ts'
import { columnsOf, rowsOf, type Tally } from '../../grid/tally.ts'
import { box, element, group, label, paint } from '../drawing.ts'
import { widthOf } from '../measure.ts'
import { formatCount, formatPercent } from '../numbers.ts'

interface Margins {
  readonly tally: Tally
  /** How far everything is moved for a shorter title. */
  readonly dy: number
  /** Whether numbers are shares of all answers on their axis. */
  readonly isShares: boolean
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** However small its share: an outline with something to see in it, and something solid before it. */
const minBar = { end: 5, start: 2 }
/** Numbers with more digits would have no room on the right; shares take their place. */
const largestNumber = 999
/** Where the numbers of the rows have to end. */
const right = 616

const sum = (counts: readonly number[]): number => counts.reduce((total, n) => total + n, 0)

/**
 * How each axis was answered: bars to the right of the rows and below the columns, all on one scale. What was said by
 * people who are unsure on the other axis is the outlined end of a bar, and counted in its number.
 */
export function margins({ tally, dy, isShares }: Margins): Drawing {
  const [rows, columns] = [rowsOf(tally), columnsOf(tally)]
  const max = Math.max(...rows, ...columns, 1)
  const showsShares = isShares || max > largestNumber
  const number = (count: number, counts: readonly number[]) =>
    showsShares ? formatPercent(count, sum(counts)) : formatCount(count)
  const widest = Math.max(...rows.map((count) => widthOf(number(count, rows), 20, 600)))
  const maxBar = Math.min(showsShares ? 24 : 32, right - 545 - widest)
  const axis = { stroke: paint('hairline'), 'stroke-width': 2 }
  const fill = (count: number) => (count === 0 ? ('muted' as const) : ('ink' as const))
  return group(
    element('line', { x1: 538, y1: 200 + dy, x2: 538, y2: 456 + dy, ...axis }),
    element('line', { x1: 152, y1: 466 + dy, x2: 528, y2: 466 + dy, ...axis }),
    ...levels.flatMap((row) => {
      const [count, alone] = [rows[row], tally.rowOnly[row] ?? 0]
      const length = lengthOf(count, alone, maxBar / max)
      const at = { x: 545 + length, y: 247 + 88 * row + dy, size: 20, weight: 600 as const }
      return [
        ...bar(count, alone, length, (from, to) => ({
          x: 539 + from,
          y: 228 + 88 * row + dy,
          width: to - from,
          height: 24,
        })),
        label(number(count, rows), { ...at, fill: fill(count) }),
      ]
    }),
    ...levels.flatMap((column) => {
      const [count, alone] = [columns[column], tally.columnOnly[column] ?? 0]
      const length = lengthOf(count, alone, 20 / max)
      const at = { x: 212 + 128 * column, y: 486 + length + dy, size: 20, weight: 600 as const }
      return [
        ...bar(count, alone, length, (from, to) => ({
          x: 188 + 128 * column,
          y: 467 + from + dy,
          width: 48,
          height: to - from,
        })),
        label(number(count, columns), { ...at, anchor: 'middle', fill: fill(count) }),
      ]
    }),
  )
}

/** @param alone How many of `count` answered this axis only. @param scale Units per answer. */
function lengthOf(count: number, alone: number, scale: number): number {
  if (alone === 0) return count * scale
  return Math.max(count * scale, minBar.end + (alone === count ? 0 : minBar.start))
}

/**
 * The solid and the outlined piece of a bar, as far as there are any.
 *
 * @param place The piece between two distances from the axis.
 */
function bar(
  count: number,
  alone: number,
  length: number,
  place: (from: number, to: number) => Box,
): readonly Drawing[] {
  if (count === 0) return []
  if (alone === 0) return [box(place(0, length), { fill: paint('bar') })]
  if (alone === count) return [outline(place(0, length))]
  const start = length - Math.max((alone / count) * length, minBar.end)
  return [box(place(0, start), { fill: paint('bar') }), outline(place(start, length))]
}

function outline({ x, y, width, height }: Box): Drawing {
  const inside = { x: x + 1, y: y + 1, width: width - 2, height: height - 2 }
  return box(inside, { fill: 'none', stroke: paint('bar'), 'stroke-width': 2 })
}
