import type { Drawing } from '../../chat/view.ts'
import { label, paint } from '../drawing.ts'
import { type Box, cornerOf, type GridLayout, type Point } from '../layout.ts'
import { widthOf } from '../measure.ts'
import { formatCount, formatPercent } from '../numbers.ts'
import type { Role } from '../theme.ts'
import { type CellVotes, coloursOf } from './cell-votes.ts'

/** A number in a cell; its position is relative to the cell's top left corner. */
interface NumberLine extends Point {
  readonly text: string
  readonly size: number
  readonly weight: 400 | 600
  readonly ink: Role
}

const left = 12

/** The distance between a count and its change, which starts no earlier than there. */
const [space, changeFrom] = [8, 40]

/** Minimum size of a count; smaller ones move the change to a second line. */
const minCountSize = 19

/**
 * The numbers of a cell: the count with its change; without changes the count, or share and count for the scale `shares`.
 * Empty for a cell without votes, except for `shares`.
 */
export function cellNumbers(votes: CellVotes): readonly NumberLine[] {
  const { count, total, scale, change, room } = votes
  const { ink } = coloursOf(votes)
  if (change !== undefined) return count === 0 && change === 0 ? [] : changeLines(count, change, ink, room)
  if (scale === 'shares')
    return [
      fitLine({ text: formatPercent(count, total), x: left, y: 39, size: 32, weight: 600, ink }, room),
      { text: formatCount(count), x: left, y: 66, size: 20, weight: 400, ink },
    ]
  if (count === 0) return []
  if (scale === 'counts')
    return [fitLine({ text: formatCount(count), x: left, y: 33, size: 30, weight: 600, ink }, room)]
  const [y, size] = scale === 'initials' ? [24, 24] : [33, 30]
  return [{ text: String(count), x: left, y, size, weight: 600, ink }]
}

/** "9 +7" or "1 −2"; only the count if it didn't change. */
function changeLines(count: number, change: number, ink: Role, room: number): readonly NumberLine[] {
  const number = { text: formatCount(count), x: left, y: 33, size: 30, weight: 600, ink } as const
  if (change === 0) return [fitLine(number, room)]
  const text = `${change > 0 ? '+' : '−'}${formatCount(Math.abs(change))}`
  const changeWidth = widthOf(text, 20)
  const end = room - changeWidth - space
  const { size } = fitLine(number, end)
  if (size < minCountSize) return [fitLine(number, room), { ...number, text, y: 59, size: 20, weight: 400 }]
  const x = Math.min(Math.max(changeFrom, left + widthOf(number.text, size, 600) + space), room - changeWidth)
  return [
    { ...number, size },
    { ...number, text, x, size: 20, weight: 400 },
  ]
}

/** The line in a smaller size if it exceeds the room. */
const fitLine = (line: NumberLine, room: number): NumberLine => {
  const end = line.x + widthOf(line.text, line.size, line.weight)
  return end <= room ? line : { ...line, size: (line.size * (room - line.x)) / (end - line.x) }
}

/** @param ground The colour of an outline around the number, for numbers that lines pass behind. */
export function lineAt({ text, x, y, size, weight, ink }: NumberLine, corner: Point, ground?: Role): Drawing {
  const written = label(text, { x: corner.x + x, y: corner.y + y, size, weight, fill: ink })
  if (ground === undefined) return written
  const casing = {
    stroke: paint(ground),
    'stroke-width': 6,
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  }
  return { ...written, attributes: { ...written.attributes, ...casing } }
}

/** The numbers of a cell without marks, drawn over the arrows. */
export function numbersOver(votes: CellVotes, layout: GridLayout): readonly Drawing[] {
  const corner = cornerOf(votes.cell.index, layout)
  return cellNumbers(votes).map((line) => lineAt(line, corner, coloursOf(votes).ground))
}

/** The areas of a cell's numbers in the picture. */
export function numberBoxes(votes: CellVotes, layout: GridLayout): readonly Box[] {
  const corner = cornerOf(votes.cell.index, layout)
  return cellNumbers(votes).map(({ text, x, y, size, weight }) => ({
    x: corner.x + x - 2,
    y: corner.y + y - 0.73 * size - 2,
    width: widthOf(text, size, weight) + 4,
    height: 0.73 * size + 4,
  }))
}
