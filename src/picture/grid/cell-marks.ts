import type { Drawing } from '../../chat/view.ts'
import { box, dot, element, group, label, paint, printable } from '../drawing.ts'
import { cornerOf, type GridLayout, type Point } from '../layout.ts'
import { widthOf } from '../measure.ts'
import { graphemes } from '../text/runs.ts'
import type { Role } from '../theme.ts'
import { cellNumbers, lineAt } from './cell-numbers.ts'
import { type CellVotes, cellCount, coloursOf, type Initials } from './cell-votes.ts'

/** One cell with its votes. It can be focused and has its name and count as a label. */
export function cellWithVotes(votes: CellVotes, layout: GridLayout): Drawing {
  const corner = cornerOf(votes.cell.index, layout)
  const marks =
    votes.change === undefined
      ? [...cellNumbers(votes).map((line) => lineAt(line, corner)), ...marksOf(votes, corner)]
      : []
  return cellPart(votes, layout, marks)
}

/** A cell with what is written in it, on its colour; named for who can't see it. */
export function cellPart(votes: CellVotes, layout: GridLayout, content: readonly Drawing[]): Drawing {
  const { cell, count } = votes
  const attributes = {
    'data-part': `cell-${cell.index}`,
    tabindex: 0,
    role: 'img',
    'aria-label': cellCount(cell, count),
  }
  return element('g', attributes, groundOf(votes, layout), ...content)
}

/** A cell without votes, or while votes are hidden. @param cell 0–8. */
export function emptyCell(cell: number, layout: GridLayout): Drawing {
  const { x, y } = cornerOf(cell, layout)
  const { width, height } = layout.cell
  const inside = { x: x + 1, y: y + 1, width: width - 2, height: height - 2 }
  return box(inside, { rx: 7, fill: paint('empty'), stroke: paint('empty-stroke'), 'stroke-width': 2 })
}

function groundOf(votes: CellVotes, layout: GridLayout): Drawing {
  const { index } = votes.cell
  if (votes.count === 0) return emptyCell(index, layout)
  return box({ ...cornerOf(index, layout), ...layout.cell }, { rx: 8, fill: paint(coloursOf(votes).ground) })
}

function marksOf(votes: CellVotes, corner: Point): readonly Drawing[] {
  if (votes.count === 0 || votes.scale === 'shares' || votes.scale === 'counts') return []
  const { ink, ground } = coloursOf(votes)
  return [
    votes.scale === 'dots' ? dots(votes.count, corner, ink) : chips(votes.initials, corner, ink, ground),
  ]
}

/** One dot per vote; the more votes, the smaller and closer the dots. */
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

/** Up to six initials; with more voters five and "+3". */
function chips(initials: readonly Initials[], { x, y }: Point, ink: Role, ground: Role): Drawing {
  const shown = initials.length <= 6 ? initials : initials.slice(0, 5)
  const at = (i: number) => ({ x: x + 7 + 36 * (i % 3), y: y + 31 + 24 * Math.floor(i / 3) })
  const more = initials.length - shown.length
  const rest = at(5)
  const lettering = { size: 17.5, weight: 600, fill: ink, anchor: 'middle' } as const
  return group(
    ...shown.map((one, i) => chip(one, at(i), { ground: ink, ink: ground })),
    ...(more === 0 ? [] : [label(`+${more}`, { x: rest.x + 17, y: rest.y + 17, ...lettering })]),
  )
}

const chipSize = { width: 34, height: 22 }

/** A voter's initials in a rounded box; a hollow one has its lines and letters in the colour that else fills it. */
export function chip(
  { text, isHollow }: Initials,
  { x, y }: Point,
  { ground, ink }: { readonly ground: Role; readonly ink: Role },
  { width, height } = chipSize,
): Drawing {
  const fitting = (17.5 * (width - 4)) / widthOf(text, 17.5, 600)
  const size = Math.max(13, Math.min(17.5, fitting))
  const at = { x: x + width / 2, y: y + height / 2 + 0.36 * size, anchor: 'middle' } as const
  return group(
    isHollow
      ? box(
          { x: x + 1, y: y + 1, width: width - 2, height: height - 2 },
          { rx: 4, fill: 'none', stroke: paint(ground), 'stroke-width': 2 },
        )
      : box({ x, y, width, height }, { rx: 5, fill: paint(ground) }),
    label(text, { ...at, size, weight: 600, fill: isHollow ? ground : ink }),
  )
}

/** The first letters of the first and the last word of a name, in capitals: "AL" for Ada Lovelace. */
export function initialsOf(name: string): string {
  const words = printable(name).trim().split(' ')
  const letter = (word = '') => [...graphemes.segment(word)][0]?.segment ?? ''
  const last = words.length > 1 ? letter(words.at(-1)) : ''
  return (letter(words[0]) + last).toLocaleUpperCase('en') || '?'
}
