import type { Drawing } from '../chat/view.ts'
import { box, dot, element, group, label, paint } from './drawing.ts'
import { widthOf } from './measure.ts'
import type { Flow } from './movement.ts'
import { written } from './numbers.ts'
import {
  areOverlapping,
  type Box,
  columnOf,
  cornerOf,
  gridArea,
  isWithin,
  type Point,
  rowOf,
} from './places.ts'

/** A flow as it is drawn: a ring where it starts, a line that may be bent, a head in the cell where it ends. */
interface Arrow {
  readonly flow: Flow
  readonly start: Point
  /** What the line is drawn towards on its way: the control point of a quadratic curve. */
  readonly by: Point
  /** The tip of the head. */
  readonly end: Point
  readonly width: number
}

type Side = 'left' | 'right' | 'top' | 'bottom'

/** From the top left corner of a cell: where its ring is, and where the rings of two that change places are. */
const ring = { x: 86, y: 56 }
const exchanges: Readonly<Record<Side, { readonly start: Point; readonly end: Point }>> = {
  left: { start: { x: 104, y: 65 }, end: { x: 26, y: 65 } },
  right: { start: { x: 66, y: 47 }, end: { x: 98, y: 47 } },
  top: { start: { x: 86, y: 56 }, end: { x: 86, y: 26 } },
  bottom: { start: { x: 68, y: 56 }, end: { x: 68, y: 58 } },
}

/** What is on the grid besides the arrows. */
interface Ground {
  /** Where all of an arrow should be. */
  readonly area: Box
  /** What the cells say, to be kept clear where there is a choice. */
  readonly numbers: readonly Box[]
}

/**
 * Everybody's moves over the grid: lines, then rings and heads, then how many people went. What is drawn later hides
 * less.
 *
 * @param numbers Where the cells say something.
 */
export function arrows(flows: readonly Flow[], numbers: readonly Box[], dy: number): Drawing {
  const ground = { area: gridArea(dy), numbers }
  const drawn = arrowsOf(flows, ground, dy)
  return group(
    ...drawn.flatMap(line),
    ...drawn
      .map(({ start }) => start)
      .filter(isFirst)
      .flatMap(ringAt),
    ...drawn.map(head),
    ...badgesOf(drawn, ground).map(badge),
  )
}

/** The ways of all flows. */
function arrowsOf(flows: readonly Flow[], ground: Ground, dy: number): readonly Arrow[] {
  const ends = endsOf(flows)
  return flows.map((flow, i) => {
    const isInLine = sharesLine(flow)
    const exchange = isInLine && isExchange(flow, flows) ? exchanges[sideOf(flow)] : undefined
    const start = placed(exchange?.start ?? ring, flow.from, dy)
    const end = placed(exchange?.end ?? ends[i] ?? ring, flow.to, dy)
    const width = Math.min(10, 3 + 1.2 * (flow.voters - 1))
    const isNext = isInLine && distance(flow) === 1
    const by = isNext ? between(start, end, 0.5) : bentBy(start, end, width, ground)
    return { flow, start, by, end, width }
  })
}

const placed = ({ x, y }: Point, cell: number, dy: number): Point => {
  const corner = cornerOf(cell, dy)
  return { x: corner.x + x, y: corner.y + y }
}

const rowsOver = ({ from, to }: Flow): number => rowOf(to) - rowOf(from)
const columnsOver = ({ from, to }: Flow): number => columnOf(to) - columnOf(from)
const sharesLine = (flow: Flow): boolean => rowsOver(flow) === 0 || columnsOver(flow) === 0
const distance = (flow: Flow): number => Math.abs(rowsOver(flow)) + Math.abs(columnsOver(flow))
const isExchange = ({ from, to }: Flow, flows: readonly Flow[]): boolean =>
  flows.some((other) => other.from === to && other.to === from)

/** The side of its cell by which a flow comes in. */
function sideOf(flow: Flow): Side {
  const [rows, columns] = [rowsOver(flow), columnsOver(flow)]
  if (Math.abs(columns) >= Math.abs(rows)) return columns > 0 ? 'left' : 'right'
  return rows > 0 ? 'top' : 'bottom'
}

/** Where each flow ends in its cell; those through one side are spread along it in the order they come from. */
function endsOf(flows: readonly Flow[]): readonly Point[] {
  return flows.map((flow) => {
    const side = sideOf(flow)
    const others = flows.filter((other) => other.to === flow.to && sideOf(other) === side)
    const isTaken = others.some((other) => sharesLine(other) && isExchange(other, flows))
    const spread = others
      .filter((other) => !(sharesLine(other) && isExchange(other, flows)))
      .toSorted((a, b) => alongSide(a, side) - alongSide(b, side))
    return entry(side, { place: spread.indexOf(flow), of: spread.length, isTaken, flow })
  })
}

const alongSide = ({ from }: Flow, side: Side): number =>
  side === 'left' || side === 'right' ? 3 * rowOf(from) + columnOf(from) : 3 * columnOf(from) + rowOf(from)

interface Entry {
  /** Which of those through this side, and of how many. */
  readonly place: number
  readonly of: number
  /** Whether two that change places have a line of their own through this side. */
  readonly isTaken: boolean
  readonly flow: Flow
}

/**
 * Below the numbers from the sides, beside them from above. Where there are more than two, every second one is further
 * in or further out, so that heads have room.
 */
function entry(side: Side, { place, of, isTaken, flow }: Entry): Point {
  const along = (from: number, to: number, alone: number) =>
    of === 1 ? alone : from + ((to - from) * place) / (of - 1)
  const isOdd = of > 2 && place % 2 === 1
  switch (side) {
    case 'left':
      return isTaken
        ? { x: 22 + 22 * place, y: along(46, 50, 47) }
        : { x: isOdd ? 46 : 26, y: along(49, 71, 60) }
    case 'right':
      // The line that leaves this cell for where this one comes from is on the other side of its middle.
      return {
        x: isOdd ? 112 : 98,
        y: isTaken ? along(68, 72, 70) : along(47, 72, rowsOver(flow) < 0 ? 47 : 71),
      }
    case 'top':
      return { x: isTaken ? along(104, 110, 108) : along(82, 110, 96), y: isOdd ? 42 : 26 }
    case 'bottom':
      return { x: isTaken ? along(24, 44, 40) : along(26, 62, 56), y: isOdd ? 70 : 58 }
  }
}

/** How far lines are bent, as a share of their length; positive to the right and down, away from most numbers. */
const bends = [0.14, -0.14, 0.24, -0.24, 0.34]

/** The way that runs over the fewest numbers; of several, the first. */
function bentBy(start: Point, end: Point, width: number, ground: Ground): Point {
  const [dx, dy] = [end.x - start.x, end.y - start.y]
  const sign = dx - dy >= 0 ? 1 : -1
  const ways = bends.map((bend) => ({
    x: (start.x + end.x) / 2 - sign * bend * dy,
    y: (start.y + end.y) / 2 + sign * bend * dx,
  }))
  const costs = ways.map((by) => costOf({ start, by, end }, width, ground))
  return ways[costs.indexOf(Math.min(...costs))] ?? between(start, end, 0.5)
}

const samples = Array.from({ length: 41 }, (_, i) => i / 40)

/** At how many of 41 places the line is on a number or leaves the grid. */
const costOf = (way: Pick<Arrow, 'start' | 'by' | 'end'>, width: number, { area, numbers }: Ground): number =>
  samples.filter((t) => {
    const place = around(onCurve(way, t), width + 4)
    return !isWithin(place, area) || numbers.some((number) => areOverlapping(place, number))
  }).length

const around = ({ x, y }: Point, size: number): Box => ({
  x: x - size / 2,
  y: y - size / 2,
  width: size,
  height: size,
})

const between = (a: Point, b: Point, t: number): Point => ({
  x: a.x + (b.x - a.x) * t,
  y: a.y + (b.y - a.y) * t,
})

/** The point at a share of the way. */
function onCurve({ start, by, end }: Pick<Arrow, 'start' | 'by' | 'end'>, t: number): Point {
  return between(between(start, by, t), between(by, end, t), t)
}

const isFirst = (point: Point, i: number, all: readonly Point[]): boolean =>
  all.findIndex(({ x, y }) => x === point.x && y === point.y) === i

const headLength = 18

function line({ start, by, end, width }: Arrow): readonly Drawing[] {
  const last = shortened(by, end)
  const d = `M${written2(start)}Q${written2(by)} ${written2(last)}`
  const drawn = { fill: 'none', d, 'stroke-linecap': 'butt' }
  return [
    element('path', { ...drawn, stroke: paint('background'), 'stroke-width': round(width + 5) }),
    element('path', { ...drawn, stroke: paint('accent'), 'stroke-width': round(width) }),
  ]
}

/** The line stops inside its head. */
const shortened = (by: Point, end: Point): Point => {
  const { x, y } = direction(by, end)
  return { x: end.x - (headLength - 4) * x, y: end.y - (headLength - 4) * y }
}

function direction(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length }
}

const ringAt = ({ x, y }: Point): readonly Drawing[] => [
  dot(x, y, 9.5, { fill: paint('background') }),
  dot(x, y, 6, { fill: paint('background'), stroke: paint('accent'), 'stroke-width': 3 }),
]

function head({ by, end, width }: Arrow): Drawing {
  const { x, y } = direction(by, end)
  const half = 7.5 + 0.35 * width
  const base = { x: end.x - headLength * x, y: end.y - headLength * y }
  const corners = [
    end,
    { x: base.x - half * y, y: base.y + half * x },
    { x: base.x + half * y, y: base.y - half * x },
  ]
  return element('path', {
    d: `M${corners.map(written2).join('L')}Z`,
    fill: paint('accent'),
    stroke: paint('background'),
    'stroke-width': 2.5,
    'paint-order': 'stroke',
    'stroke-linejoin': 'round',
  })
}

const round = (value: number): number => Math.round(value * 100) / 100
const written2 = ({ x, y }: Point): string => `${round(x)} ${round(y)}`

/** How many people went, on the line of their flow. */
interface Badge extends Box {
  readonly text: string
}

const badgeSize = 28
/** From the middle of the line outwards. */
const slides = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2]

/** Each in the place on its line that covers least: no number, then no head, no other badge, no ring. */
function badgesOf(arrows: readonly Arrow[], { area, numbers }: Ground): readonly Badge[] {
  const rings = arrows.map(({ start }) => around(start, 16))
  const heads = arrows.map(({ by, end }) => around(shortened(by, end), 18))
  const badges: Badge[] = []
  for (const arrow of arrows) {
    if (arrow.flow.voters < 2) continue
    const text = written(arrow.flow.voters)
    const width = Math.max(badgeSize, widthOf(text, 19, 600) + 12)
    const places = slides.map((t): Badge => {
      const { x, y } = onCurve(arrow, t)
      return { text, x: x - width / 2, y: y - badgeSize / 2, width, height: badgeSize }
    })
    const faults = places.map((place) => {
      const covered = (others: readonly Box[]) =>
        others.filter((other) => areOverlapping(place, other)).length
      const outside = isWithin(place, area) ? 0 : 1
      return 8 * (covered(numbers) + outside) + 3 * covered(heads) + 2 * covered(badges) + covered(rings)
    })
    const best = places[faults.indexOf(Math.min(...faults))]
    if (best !== undefined) badges.push(best)
  }
  return badges
}

function badge({ text, ...place }: Badge): Drawing {
  const { x, y, width, height } = place
  return group(
    box(
      { x: round(x - 2.5), y: round(y - 2.5), width: round(width + 5), height: height + 5 },
      { rx: 16.5, fill: paint('background') },
    ),
    box({ ...place, x: round(x), y: round(y), width: round(width) }, { rx: 14, fill: paint('accent') }),
    label(text, {
      x: round(x + width / 2),
      y: round(y + height / 2 + 7),
      size: 19,
      weight: 600,
      fill: 'accent-ink',
      anchor: 'middle',
    }),
  )
}
