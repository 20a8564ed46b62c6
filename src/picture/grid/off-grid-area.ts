import type { Drawing } from '../../chat/view.ts'
import { box, dot, element, group, label, paint } from '../drawing.ts'
import { widthOf } from '../measure.ts'
import { formatCount } from '../numbers.ts'
import { chip } from './cell-marks.ts'
import type { Initials } from './cell-votes.ts'

/** One kind of ballot off the grid. */
export interface OffGrid {
  readonly name: string
  readonly part: string
  readonly count: number
  /** Initials of the voters; empty if names are not shown. */
  readonly initials: readonly Initials[]
  /** Whether each voter gets a mark. */
  readonly isMarked: boolean
}

const maxMarks = 6
/** Where marks end at the latest: 12 inside the frame. */
const right = 604

/**
 * The area for ballots off the grid: applications, and placements without an answer on an axis.
 *
 * @param items Empty while votes are hidden.
 */
export function offGridArea(items: readonly OffGrid[], dy: number): Drawing {
  const frame = { x: 25, y: 513 + dy, width: 590, height: 38 }
  const dashes = { fill: 'none', stroke: paint('empty-stroke'), 'stroke-width': 2, 'stroke-dasharray': '8 6' }
  return group(
    box(frame, { rx: 8, ...dashes }),
    label('Off the grid', { x: 36, y: 539 + dy, size: 20, fill: 'muted' }),
    ...fitItems(items, dy),
  )
}

/** All items side by side; while they don't fit, the item with the most chips loses one. */
function fitItems(items: readonly OffGrid[], dy: number): readonly Drawing[] {
  let chips = items.map(({ initials }) => Math.min(initials.length, maxMarks))
  for (;;) {
    const { drawn, end } = placeItems(items, chips, dy)
    const max = Math.max(...chips)
    if (end <= right || max === 0) return drawn
    chips = chips.with(chips.lastIndexOf(max), max - 1)
  }
}

interface DrawnItems {
  readonly drawn: readonly Drawing[]
  /** Where the last mark ends. */
  readonly end: number
}

/** @param chips Maximum chips in each item, "+3" included. */
function placeItems(items: readonly OffGrid[], chips: readonly number[], dy: number): DrawnItems {
  const drawn: Drawing[] = []
  let end = 36 + widthOf('Off the grid', 20) + 3
  for (const [i, item] of items.entries()) {
    const { name, part, count } = item
    const x = end + 16
    const number = formatCount(count)
    const numberX = x + widthOf(name, 20) + 8
    const marks = marksOf(item, numberX + widthOf(number, 20, 600) + 9, chips[i] ?? 0, dy)
    const fill = count === 0 ? 'muted' : 'ink'
    drawn.push(
      element(
        'g',
        { 'data-part': part, tabindex: 0, role: 'img', 'aria-label': `${name}: ${number}` },
        label(name, { x, y: 539 + dy, size: 20, fill }),
        label(number, { x: numberX, y: 539 + dy, size: 20, weight: 600, fill }),
        ...marks.drawn,
      ),
    )
    end = marks.end
  }
  return { drawn, end }
}

function marksOf({ count, initials, isMarked }: OffGrid, x: number, chips: number, dy: number): DrawnItems {
  if (!isMarked || count === 0) return { drawn: [], end: x }
  return initials.length === 0 ? rings(count, x, dy) : chipsOf(initials, x, chips, dy)
}

/** A ring per voter, up to six; none if there are more. */
function rings(count: number, x: number, dy: number): DrawnItems {
  const shown = count <= maxMarks ? count : 0
  const stroke = { fill: 'none', stroke: paint('muted'), 'stroke-width': 2.5 }
  const drawn = Array.from({ length: shown }, (_, i) => dot(x + 5 + 15 * i, 532 + dy, 5, stroke))
  return { drawn, end: x + 15 * shown }
}

function chipsOf(initials: readonly Initials[], x: number, max: number, dy: number): DrawnItems {
  const shown = initials.length <= max ? initials : initials.slice(0, Math.max(max - 1, 0))
  const drawn = shown.map((one, i) =>
    chip(one, { x: x + 36 * i, y: 521 + dy }, { ground: 'muted', ink: 'background' }),
  )
  const end = x + 36 * shown.length
  if (shown.length === initials.length) return { drawn, end }
  const more = `+${initials.length - shown.length}`
  return {
    drawn: [...drawn, label(more, { x: end, y: 538 + dy, size: 17.5, weight: 600 })],
    end: end + widthOf(more, 17.5, 600),
  }
}
