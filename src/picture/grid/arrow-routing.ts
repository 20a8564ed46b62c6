import {
  areOverlapping,
  type Box,
  columnOf,
  cornerOf,
  type GridLayout,
  isWithin,
  type Point,
  rowOf,
} from '../layout.ts'
import type { Flow } from './movement.ts'

/** The arrow of a flow: a ring where it starts, a straight or bent line, and a head in the target cell. */
export interface Arrow {
  readonly flow: Flow
  readonly start: Point
  /** The control point of the quadratic curve. */
  readonly control: Point
  /** The tip of the head. */
  readonly end: Point
  readonly width: number
}

type Curve = Pick<Arrow, 'start' | 'control' | 'end'>

type Side = 'left' | 'right' | 'top' | 'bottom'

/** Where an arrow starts, from the top left corner of its cell. */
const ringIn = ({ cell }: GridLayout): Point => ({ x: cell.width - 34, y: 56 })

/** The start and the end of two arrows between the same two cells, so that they run side by side. */
function exchangesIn(
  layout: GridLayout,
): Readonly<Record<Side, { readonly start: Point; readonly end: Point }>> {
  const { width } = layout.cell
  const ring = ringIn(layout)
  return {
    left: { start: { x: width - 16, y: 66 }, end: { x: 26, y: 66 } },
    right: { start: { x: width - 54, y: 48 }, end: { x: width - 22, y: 48 } },
    top: { start: ring, end: { x: ring.x, y: layout.entryFromAbove } },
    bottom: { start: { x: ring.x - 18, y: 56 }, end: { x: ring.x - 18, y: 58 } },
  }
}

/** The rest of the picture that arrows should avoid. */
export interface ArrowSurroundings {
  /** Arrows should stay inside. */
  readonly area: Box
  /** The numbers in the cells, to be left uncovered if possible. */
  readonly numbers: readonly Box[]
}

/** Routes one arrow per flow, in the order of the flows. */
export function routeArrows(
  flows: readonly Flow[],
  surroundings: ArrowSurroundings,
  layout: GridLayout,
): readonly Arrow[] {
  const ends = endsOf(flows, layout)
  const [ring, exchanges] = [ringIn(layout), exchangesIn(layout)]
  return flows.map((flow, i) => {
    const isInLine = sharesLine(flow)
    const exchange = isInLine && isExchange(flow, flows) ? exchanges[sideOf(flow)] : undefined
    const start = pointIn(exchange?.start ?? ring, flow.from, layout)
    const end = pointIn(exchange?.end ?? ends[i] ?? ring, flow.to, layout)
    const width = Math.min(10, 3 + 1.2 * (flow.voters - 1))
    const isNext = isInLine && distance(flow) === 1
    const control = isNext ? between(start, end, 0.5) : findControlPoint(start, end, width, surroundings)
    return { flow, start, control, end, width }
  })
}

const pointIn = ({ x, y }: Point, cell: number, layout: GridLayout): Point => {
  const corner = cornerOf(cell, layout)
  return { x: corner.x + x, y: corner.y + y }
}

const rowsOver = ({ from, to }: Flow): number => rowOf(to) - rowOf(from)
const columnsOver = ({ from, to }: Flow): number => columnOf(to) - columnOf(from)
const sharesLine = (flow: Flow): boolean => rowsOver(flow) === 0 || columnsOver(flow) === 0
const distance = (flow: Flow): number => Math.abs(rowsOver(flow)) + Math.abs(columnsOver(flow))
const isExchange = ({ from, to }: Flow, flows: readonly Flow[]): boolean =>
  flows.some((other) => other.from === to && other.to === from)

/** The side of the target cell through which a flow enters. */
function sideOf(flow: Flow): Side {
  const [rows, columns] = [rowsOver(flow), columnsOver(flow)]
  if (Math.abs(columns) >= Math.abs(rows)) return columns > 0 ? 'left' : 'right'
  return rows > 0 ? 'top' : 'bottom'
}

/** Where each flow ends in its cell. Flows through the same side are spread along it, ordered by where they start. */
function endsOf(flows: readonly Flow[], layout: GridLayout): readonly Point[] {
  return flows.map((flow) => {
    const side = sideOf(flow)
    const others = flows.filter((other) => other.to === flow.to && sideOf(other) === side)
    const isTaken = others.some((other) => sharesLine(other) && isExchange(other, flows))
    const spread = others
      .filter((other) => !(sharesLine(other) && isExchange(other, flows)))
      .toSorted((a, b) => alongSide(a, side) - alongSide(b, side))
    const isLeft = flows.some(({ from }) => from === flow.to)
    const place = spread.indexOf(flow)
    return entryPoint(side, { place, count: spread.length, isTaken, isLeft, flow }, layout)
  })
}

/** Sorts flows along a side by the cell they start in. */
const alongSide = ({ from }: Flow, side: Side): number =>
  side === 'left' || side === 'right' ? 3 * rowOf(from) + columnOf(from) : 3 * columnOf(from) + rowOf(from)

interface Entry {
  /** The flow's place among those through this side, from 0, and their number. */
  readonly place: number
  readonly count: number
  /** Whether an exchange between two cells runs through this side. */
  readonly isTaken: boolean
  /** Whether a flow starts in the cell, whose ring must stay free. */
  readonly isLeft: boolean
  readonly flow: Flow
}

/**
 * The point where a flow ends, from the top left corner of its cell: below the numbers if it enters from a side, next
 * to them if it enters from above. With more than two flows, every second one ends further in or out, so that their
 * heads have room.
 */
function entryPoint(
  side: Side,
  { place, count, isTaken, isLeft, flow }: Entry,
  { cell: { width }, entryFromAbove }: GridLayout,
): Point {
  const along = (from: number, to: number, alone: number) =>
    count === 1 ? alone : from + ((to - from) * place) / (count - 1)
  const isOdd = count > 2 && place % 2 === 1
  switch (side) {
    case 'left':
      return isTaken
        ? { x: 22 + 22 * place, y: along(48, 50, 48) }
        : { x: isOdd ? 46 : 26, y: along(49, 71, sharesLine(flow) ? 56 : 60) }
    case 'right':
      // The flow in the opposite direction leaves on the other side of the middle.
      return {
        x: width - (isOdd ? 8 : 22),
        y: isTaken ? along(68, 72, 70) : along(48, 72, rowsOver(flow) < 0 ? 48 : 71),
      }
    case 'top':
      return {
        x: isTaken
          ? along(width - 16, width - 10, width - 12)
          : along(width - 38, width - 10, isLeft ? width - 15 : width - 34),
        y: entryFromAbove + (isOdd ? 16 : 0),
      }
    case 'bottom':
      return {
        x: isTaken ? along(24, 44, 40) : along(26, width - 58, isLeft ? width - 64 : width - 34),
        y: isOdd ? 70 : 58,
      }
  }
}

/** Candidate bends as shares of the line's length; positive ones lead right and down, away from most numbers. */
const bends = [0.14, -0.14, 0.24, -0.24, 0.34]

/** The control point of the curve that covers the fewest numbers; the first of several. */
function findControlPoint(start: Point, end: Point, width: number, surroundings: ArrowSurroundings): Point {
  const [dx, dy] = [end.x - start.x, end.y - start.y]
  const sign = dx - dy >= 0 ? 1 : -1
  const candidates = bends.map((bend) => ({
    x: (start.x + end.x) / 2 - sign * bend * dy,
    y: (start.y + end.y) / 2 + sign * bend * dx,
  }))
  const costs = candidates.map((control) => costOf({ start, control, end }, width, surroundings))
  return candidates[costs.indexOf(Math.min(...costs))] ?? between(start, end, 0.5)
}

const samples = Array.from({ length: 41 }, (_, i) => i / 40)

/** The number of 41 sample points at which the line covers a number or leaves the grid. */
const costOf = (curve: Curve, width: number, { area, numbers }: ArrowSurroundings): number =>
  samples.filter((share) => {
    const place = around(pointOnCurve(curve, share), width + 4)
    return !isWithin(place, area) || numbers.some((number) => areOverlapping(place, number))
  }).length

/** The square of a size with its centre at a point. */
export const around = ({ x, y }: Point, size: number): Box => ({
  x: x - size / 2,
  y: y - size / 2,
  width: size,
  height: size,
})

const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
})

/** The point of the curve at a share of its length parameter, 0 … 1. */
export function pointOnCurve({ start, control, end }: Curve, share: number): Point {
  return between(between(start, control, share), between(control, end, share), share)
}

export const headLength = 18

/** Where the line stops: inside its head. */
export function beforeHead({ control, end }: Pick<Arrow, 'control' | 'end'>): Point {
  const { x, y } = direction(control, end)
  return { x: end.x - (headLength - 4) * x, y: end.y - (headLength - 4) * y }
}

/** The unit vector from one point to another. */
export function direction(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length }
}
