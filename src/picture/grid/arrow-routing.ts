import { areOverlapping, type Box, columnOf, cornerOf, isWithin, type Point, rowOf } from '../layout.ts'
import type { Flow } from './movement.ts'

/** A flow as it is drawn: a ring where it starts, a line that may be bent, a head in the cell where it ends. */
export interface Arrow {
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
export interface ArrowSurroundings {
  /** Where all of an arrow should be. */
  readonly area: Box
  /** What the cells say, to be kept clear where there is a choice. */
  readonly numbers: readonly Box[]
}

/** The ways of all flows. */
export function routeArrows(
  flows: readonly Flow[],
  surroundings: ArrowSurroundings,
  dy: number,
): readonly Arrow[] {
  const ends = endsOf(flows)
  return flows.map((flow, i) => {
    const isInLine = sharesLine(flow)
    const exchange = isInLine && isExchange(flow, flows) ? exchanges[sideOf(flow)] : undefined
    const start = pointIn(exchange?.start ?? ring, flow.from, dy)
    const end = pointIn(exchange?.end ?? ends[i] ?? ring, flow.to, dy)
    const width = Math.min(10, 3 + 1.2 * (flow.voters - 1))
    const isNext = isInLine && distance(flow) === 1
    const by = isNext ? between(start, end, 0.5) : findControlPoint(start, end, width, surroundings)
    return { flow, start, by, end, width }
  })
}

const pointIn = ({ x, y }: Point, cell: number, dy: number): Point => {
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
    return entryPoint(side, { place: spread.indexOf(flow), of: spread.length, isTaken, flow })
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
function entryPoint(side: Side, { place, of, isTaken, flow }: Entry): Point {
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
function findControlPoint(start: Point, end: Point, width: number, surroundings: ArrowSurroundings): Point {
  const [dx, dy] = [end.x - start.x, end.y - start.y]
  const sign = dx - dy >= 0 ? 1 : -1
  const candidates = bends.map((bend) => ({
    x: (start.x + end.x) / 2 - sign * bend * dy,
    y: (start.y + end.y) / 2 + sign * bend * dx,
  }))
  const costs = candidates.map((by) => costOf({ start, by, end }, width, surroundings))
  return candidates[costs.indexOf(Math.min(...costs))] ?? between(start, end, 0.5)
}

const samples = Array.from({ length: 41 }, (_, i) => i / 40)

/** At how many of 41 places the line is on a number or leaves the grid. */
const costOf = (
  curve: Pick<Arrow, 'start' | 'by' | 'end'>,
  width: number,
  { area, numbers }: ArrowSurroundings,
): number =>
  samples.filter((t) => {
    const place = around(pointOnCurve(curve, t), width + 4)
    return !isWithin(place, area) || numbers.some((number) => areOverlapping(place, number))
  }).length

export const around = ({ x, y }: Point, size: number): Box => ({
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
export function pointOnCurve({ start, by, end }: Pick<Arrow, 'start' | 'by' | 'end'>, t: number): Point {
  return between(between(start, by, t), between(by, end, t), t)
}

export const headLength = 18

/** Where the line stops: inside its head. */
export function beforeHead({ by, end }: Pick<Arrow, 'by' | 'end'>): Point {
  const { x, y } = direction(by, end)
  return { x: end.x - (headLength - 4) * x, y: end.y - (headLength - 4) * y }
}

export function direction(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length }
}
