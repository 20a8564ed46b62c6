import type { Drawing } from '../chat/view.ts'
import { columnsOf, rowsOf, type Tally } from '../disagreement/tally.ts'
import { levels } from '../poll/axes.ts'
import { percent } from './cell-marks.ts'
import { box, element, group, label, paint } from './drawing.ts'

interface Margins {
  readonly tally: Tally
  /** How far everything is moved for a shorter title. */
  readonly dy: number
  /** Whether numbers are shares of all answers on their axis. */
  readonly isShares: boolean
}

const sum = (counts: readonly number[]): number => counts.reduce((total, n) => total + n, 0)

/**
 * How each axis was answered: bars to the right of the rows and below the columns, all on one scale. What was said by
 * people who are unsure on the other axis is the outlined end of a bar, and counted in its number.
 */
export function margins({ tally, dy, isShares }: Margins): Drawing {
  const [rows, columns] = [rowsOf(tally), columnsOf(tally)]
  const most = Math.max(...rows, ...columns, 1)
  const written = (count: number, counts: readonly number[]) =>
    isShares ? percent(count, Math.max(sum(counts), 1)) : String(count)
  const line = { stroke: paint('hairline'), 'stroke-width': 2 }
  return group(
    element('line', { x1: 538, y1: 200 + dy, x2: 538, y2: 456 + dy, ...line }),
    element('line', { x1: 152, y1: 466 + dy, x2: 528, y2: 466 + dy, ...line }),
    ...levels.flatMap((row) => {
      const length = (n: number) => (n / most) * (isShares ? 24 : 32)
      const [count, alone] = [rows[row], tally.rowOnly[row] ?? 0]
      const at = { y: 228 + 88 * row + dy, height: 24 }
      return [
        box({ x: 539, width: length(count - alone), ...at }, { fill: paint('bar') }),
        ...(alone === 0 ? [] : [outline({ x: 539 + length(count - alone), width: length(alone), ...at })]),
        number(written(count, rows), count, { x: 544 + length(count), y: 247 + 88 * row + dy }),
      ]
    }),
    ...levels.flatMap((column) => {
      const length = (n: number) => (n / most) * 20
      const [count, alone] = [columns[column], tally.columnOnly[column] ?? 0]
      const at = { x: 188 + 128 * column, width: 48 }
      return [
        box({ y: 467 + dy, height: length(count - alone), ...at }, { fill: paint('bar') }),
        ...(alone === 0
          ? []
          : [outline({ y: 467 + length(count - alone) + dy, height: length(alone), ...at })]),
        number(written(count, columns), count, {
          x: 212 + 128 * column,
          y: 485 + length(count) + dy,
          anchor: 'middle',
        }),
      ]
    }),
  )
}

function outline({ x, y, width, height }: { x: number; y: number; width: number; height: number }): Drawing {
  const inside = { x: x + 1, y: y + 1, width: Math.max(width - 2, 1), height: Math.max(height - 2, 1) }
  return box(inside, { fill: 'none', stroke: paint('bar'), 'stroke-width': 2 })
}

function number(text: string, count: number, at: { x: number; y: number; anchor?: 'middle' }): Drawing {
  return label(text, { ...at, size: 20, weight: 600, fill: count === 0 ? 'muted' : 'ink' })
}
