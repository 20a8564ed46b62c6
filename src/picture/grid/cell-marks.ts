import type { Drawing } from '../../chat/view.ts'
import { approach, type Cell, caseFocus } from '../../grid/axes.ts'
import { box, dot, element, group, label, paint, printable } from '../drawing.ts'
import { type Box, cellSize, cornerOf, type Point } from '../layout.ts'
import { graphemes, widthOf } from '../measure.ts'
import { formatCount, formatPercent, formatVotes } from '../numbers.ts'
import { type Role, shadeFor } from '../theme.ts'

/** How the votes of a picture are told: people while they are few, shares when they are many. */
export type Scale = 'dots' | 'initials' | 'shares'

/** From so many full placements on, shares are shown. */
export const maxPeople = 30

/** What is in one cell, and how it is told. */
export interface CellVotes {
  readonly cell: Cell
  readonly count: number
  /** m, the full placements of the poll. */
  readonly total: number
  readonly scale: Scale
  /** Of the voters, in the order of their ballots; `initials` only. */
  readonly initials: readonly string[]
  /** Won or lost since the round before; where it is told, it takes the place of the marks. */
  readonly change?: number
  /** From the left, how much room the top line has beside what is in the cell's right corner. */
  readonly room: number
}

/** One cell with its votes; it can be focused and says its name and count. */
export function cellWithVotes(votes: CellVotes, dy: number): Drawing {
  const { cell, count, change } = votes
  const corner = cornerOf(cell.index, dy)
  const attributes = {
    'data-part': `cell-${cell.index}`,
    tabindex: 0,
    role: 'img',
    'aria-label': cellCount(cell, count),
  }
  const marks =
    change === undefined
      ? [...cellNumbers(votes).map((line) => lineAt(line, corner)), ...marksOf(votes, corner)]
      : []
  return element('g', attributes, groundOf(votes, corner), ...marks)
}

/** "Engineering, Average-case: 3 votes" */
export function cellCount({ row, column }: Cell, count: number): string {
  return `${approach.levels[row]}, ${caseFocus.levels[column]}: ${formatVotes(count)}`
}

/** A cell where nothing is said. */
export function emptyCell({ x, y }: Point): Drawing {
  const inside = { x: x + 1, y: y + 1, width: cellSize.width - 2, height: cellSize.height - 2 }
  return box(inside, { rx: 7, fill: paint('empty'), stroke: paint('empty-stroke'), 'stroke-width': 2 })
}

function groundOf(votes: CellVotes, corner: Point): Drawing {
  if (votes.count === 0) return emptyCell(corner)
  return box({ ...corner, ...cellSize }, { rx: 8, fill: paint(coloursOf(votes).ground) })
}

function coloursOf({ count, total }: CellVotes): { readonly ink: Role; readonly ground: Role } {
  if (count === 0) return { ink: 'muted', ground: 'empty' }
  const step = shadeFor(count, total)
  return { ink: `step${step}-ink`, ground: `step${step}` }
}

/** A number in a cell, from the cell's top left corner. */
interface NumberLine extends Point {
  readonly text: string
  readonly size: number
  readonly weight: 400 | 600
  readonly ink: Role
}

const left = 12
/** Between a count and its change. */
const space = 8
const smallestCount = 19

/** How many, with what changed beside it where that is told; of many, which share and how many. Nothing of nobody. */
function cellNumbers(votes: CellVotes): readonly NumberLine[] {
  const { count, total, scale, change, room } = votes
  const { ink } = coloursOf(votes)
  if (change !== undefined) return count === 0 && change === 0 ? [] : changeLines(count, change, ink, room)
  if (scale === 'shares')
    return [
      fitLine({ text: formatPercent(count, total), x: left, y: 39, size: 32, weight: 600, ink }, room),
      { text: formatCount(count), x: left, y: 66, size: 20, weight: 400, ink },
    ]
  if (count === 0) return []
  const [y, size] = scale === 'initials' ? [24, 24] : [33, 30]
  return [{ text: String(count), x: left, y, size, weight: 600, ink }]
}

/** "9 +7" or "1 −2"; the count alone where nothing changed. */
function changeLines(count: number, change: number, ink: Role, room: number): readonly NumberLine[] {
  const number = { text: formatCount(count), x: left, y: 33, size: 30, weight: 600, ink } as const
  if (change === 0) return [fitLine(number, room)]
  const text = `${change > 0 ? '+' : '−'}${formatCount(Math.abs(change))}`
  const end = room - widthOf(text, 20) - space
  const { size } = fitLine(number, end)
  if (size < smallestCount) return [fitLine(number, room), { ...number, text, y: 59, size: 20, weight: 400 }]
  const x = left + widthOf(number.text, size, 600) + space
  return [
    { ...number, size },
    { ...number, text, x, size: 20, weight: 400 },
  ]
}

const fitLine = (line: NumberLine, room: number): NumberLine => {
  const end = line.x + widthOf(line.text, line.size, line.weight)
  return end <= room ? line : { ...line, size: (line.size * (room - line.x)) / (end - line.x) }
}

/** @param ground What the number keeps around it, where lines may pass behind it. */
function lineAt({ text, x, y, size, weight, ink }: NumberLine, corner: Point, ground?: Role): Drawing {
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

/** The numbers of a cell that has no marks, to be drawn over whatever passes. */
export function numbersOver(votes: CellVotes, dy: number): readonly Drawing[] {
  const corner = cornerOf(votes.cell.index, dy)
  return cellNumbers(votes).map((line) => lineAt(line, corner, coloursOf(votes).ground))
}

/** Where the numbers of a cell are in the picture. */
export function numberBoxes(votes: CellVotes, dy: number): readonly Box[] {
  const corner = cornerOf(votes.cell.index, dy)
  return cellNumbers(votes).map(({ text, x, y, size, weight }) => ({
    x: corner.x + x - 2,
    y: corner.y + y - 0.73 * size - 2,
    width: widthOf(text, size, weight) + 4,
    height: 0.73 * size + 4,
  }))
}

function marksOf(votes: CellVotes, corner: Point): readonly Drawing[] {
  if (votes.count === 0 || votes.scale === 'shares') return []
  const { ink, ground } = coloursOf(votes)
  return [
    votes.scale === 'dots' ? dots(votes.count, corner, ink) : chips(votes.initials, corner, ink, ground),
  ]
}

/** One dot per vote: smaller and closer the more there are. */
function dots(count: number, { x, y }: Point, ink: Role): Drawing {
  const [radius, pitch, perRow] = count <= 12 ? [6, 17, 6] : count <= 24 ? [4.5, 13, 8] : [3.9, 10.4, 10]
  const top = count <= perRow ? 47 : 41
  return group(
    ...Array.from({ length: count }, (_, i) =>
      dot(x + 12 + radius + pitch * (i % perRow), y + top + radius + pitch * Math.floor(i / perRow), radius, {
        fill: paint(ink),
      }),
    ),
  )
}

/** Up to six initials, else five and how many more. */
function chips(initials: readonly string[], { x, y }: Point, ink: Role, ground: Role): Drawing {
  const shown = initials.length <= 6 ? initials : initials.slice(0, 5)
  const at = (i: number) => ({ x: x + 7 + 36 * (i % 3), y: y + 31 + 24 * Math.floor(i / 3) })
  const more = initials.length - shown.length
  const rest = at(5)
  const lettering = { size: 17.5, weight: 600, fill: ink, anchor: 'middle' } as const
  return group(
    ...shown.map((text, i) => chip(text, at(i), ink, ground)),
    ...(more === 0 ? [] : [label(`+${more}`, { x: rest.x + 17, y: rest.y + 17, ...lettering })]),
  )
}

const chipSize = { width: 34, height: 22 }

/** Somebody's initials on a ground of their own. */
export function chip(text: string, { x, y }: Point, ground: Role, ink: Role): Drawing {
  const size = Math.max(13, Math.min(17.5, (17.5 * 30) / widthOf(text, 17.5, 600)))
  return group(
    box({ x, y, ...chipSize }, { rx: 5, fill: paint(ground) }),
    label(text, { x: x + 17, y: y + 11 + 0.36 * size, size, weight: 600, fill: ink, anchor: 'middle' }),
  )
}

/** The first letters of the first and the last word of a name, in capitals: "AL" for Ada Lovelace. */
export function initialsOf(name: string): string {
  const words = printable(name).trim().split(' ')
  const letter = (word = '') => [...graphemes.segment(word)][0]?.segment ?? ''
  const last = words.length > 1 ? letter(words.at(-1)) : ''
  return (letter(words[0]) + last).toLocaleUpperCase('en') || '?'
}
