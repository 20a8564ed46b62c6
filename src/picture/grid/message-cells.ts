import type { Drawing } from '../../chat/view.ts'
import { dot, group, label, paint } from '../drawing.ts'
import { cornerOf, type GridLayout, type Point, round } from '../layout.ts'
import { formatCount, formatPercent } from '../numbers.ts'
import { cellPart, chip } from './cell-marks.ts'
import { type CellVotes, coloursOf, type Initials } from './cell-votes.ts'

/** A cell of a first round in a message picture: the count, room for a tag or the centre, and the people. */
export function messageCell(votes: CellVotes, layout: GridLayout): Drawing {
  if (votes.count === 0) return cellPart(votes, layout, [])
  const corner = cornerOf(votes.cell.index, layout)
  return cellPart(votes, layout, votes.scale === 'shares' ? shares(votes, corner) : people(votes, corner))
}

const left = 12

function shares(votes: CellVotes, { x, y }: Point): readonly Drawing[] {
  const { count, total } = votes
  const fill = coloursOf(votes).ink
  return [
    label(formatPercent(count, total), { x: x + left, y: y + 30, size: 28, weight: 600, fill }),
    label(formatCount(count), { x: x + left, y: y + 54, size: 18, fill }),
  ]
}

function people(votes: CellVotes, corner: Point): readonly Drawing[] {
  const { count, scale, initials } = votes
  const { ink } = coloursOf(votes)
  const size = count > 9 ? 26 : 30
  return [
    label(String(count), { x: corner.x + left, y: corner.y + 43, size, weight: 600, fill: ink }),
    scale === 'dots' ? dots(votes, corner) : chips(initials, corner, votes),
  ]
}

/** The middle of the cell, on which dots and chips are centred. */
const middle = 32

/** A block of one dot per vote; the more votes, the smaller and closer the dots. */
function dots(votes: CellVotes, { x, y }: Point): Drawing {
  const { count } = votes
  const [radius, pitch, perRow] = count <= 12 ? [6, 17, 4] : count <= 20 ? [4.5, 13, 5] : [3.9, 10.4, 6]
  const top = middle - (pitch * (Math.ceil(count / perRow) - 1)) / 2
  return group(
    ...Array.from({ length: count }, (_, i) =>
      dot(round(x + 92 + pitch * (i % perRow)), round(y + top + pitch * Math.floor(i / perRow)), radius, {
        fill: paint(coloursOf(votes).ink),
      }),
    ),
  )
}

const [maxChips, chipSize, chipPitch] = [4, { width: 32, height: 24 }, { x: 35, y: 27 }] as const

/** Up to four initials, two a row; with more voters three and "+3". */
function chips(initials: readonly Initials[], { x, y }: Point, votes: CellVotes): Drawing {
  const { ink, ground } = coloursOf(votes)
  const shown = initials.length <= maxChips ? initials : initials.slice(0, maxChips - 1)
  const more = initials.length - shown.length
  const top = initials.length <= 2 ? middle - 12 : middle - 25.5
  const at = (i: number) => ({
    x: x + 84 + chipPitch.x * (i % 2),
    y: y + top + chipPitch.y * Math.floor(i / 2),
  })
  const last = at(maxChips - 1)
  return group(
    ...shown.map((one, i) => chip(one, at(i), { ground: ink, ink: ground }, chipSize)),
    ...(more === 0
      ? []
      : [
          label(`+${more}`, {
            x: last.x + 16,
            y: last.y + 18,
            size: 17.5,
            weight: 600,
            fill: ink,
            anchor: 'middle',
          }),
        ]),
  )
}
