import type { Drawing } from '../chat/view.ts'
import { approach, type Cell, caseFocus } from '../poll/axes.ts'
import { box, dot, element, group, label, paint, printable } from './drawing.ts'
import { graphemes, widthOf } from './measure.ts'
import { percent, votesWritten, written } from './numbers.ts'
import { type Role, stepFor } from './theme.ts'

/** How the votes of a picture are told: people while they are few, shares when they are many. */
export type Scale = 'dots' | 'initials' | 'shares'

/** From so many full placements on, shares are shown. */
export const mostPeople = 30

interface CellVotes {
  readonly cell: Cell
  /** The cell's top left corner. */
  readonly x: number
  readonly y: number
  readonly count: number
  /** m, the full placements of the poll. */
  readonly total: number
  readonly scale: Scale
  /** Of the voters, in the order of their ballots; `initials` only. */
  readonly initials: readonly string[]
}

export const cellSize = { width: 120, height: 80 }

/** One cell with its votes; it can be focused and says its name and count. */
export function cellWithVotes(votes: CellVotes): Drawing {
  const { cell, x, y, count, total } = votes
  const name = cellCount(cell, count)
  const attributes = { 'data-part': `cell-${cell.index}`, tabindex: 0, role: 'img', 'aria-label': name }
  if (count === 0)
    return element('g', attributes, emptyCell(x, y), ...(total > mostPeople ? share(votes, 'muted') : []))
  const step = stepFor(count, total)
  const fill = box({ x, y, ...cellSize }, { rx: 8, fill: paint(`step${step}`) })
  return element('g', attributes, fill, ...marks(votes, `step${step}-ink`, `step${step}`))
}

/** "Engineering, Average-case: 3 votes" */
export function cellCount({ row, column }: Cell, count: number): string {
  return `${approach.levels[row]}, ${caseFocus.levels[column]}: ${votesWritten(count)}`
}

/** A cell where nothing is said. */
export function emptyCell(x: number, y: number): Drawing {
  const inside = { x: x + 1, y: y + 1, width: cellSize.width - 2, height: cellSize.height - 2 }
  return box(inside, { rx: 7, fill: paint('empty'), stroke: paint('empty-stroke'), 'stroke-width': 2 })
}

function marks(votes: CellVotes, ink: Role, ground: Role): readonly Drawing[] {
  const { x, y, count, scale } = votes
  switch (scale) {
    case 'shares':
      return share(votes, ink)
    case 'dots':
      return [
        label(String(count), { x: x + 12, y: y + 33, size: 30, weight: 600, fill: ink }),
        dots(votes, ink),
      ]
    case 'initials':
      return [
        label(String(count), { x: x + 12, y: y + 24, size: 24, weight: 600, fill: ink }),
        chips(votes, ink, ground),
      ]
  }
}

function share({ x, y, count, total }: CellVotes, ink: Role): readonly Drawing[] {
  return [
    label(percent(count, total), { x: x + 12, y: y + 39, size: 32, weight: 600, fill: ink }),
    label(written(count), { x: x + 12, y: y + 66, size: 20, fill: ink }),
  ]
}

/** One dot per vote: smaller and closer the more there are. */
function dots({ x, y, count }: CellVotes, ink: Role): Drawing {
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
function chips({ x, y, initials }: CellVotes, ink: Role, ground: Role): Drawing {
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
export function chip(text: string, { x, y }: { x: number; y: number }, ground: Role, ink: Role): Drawing {
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
