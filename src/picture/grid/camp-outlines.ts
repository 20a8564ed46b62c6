import type { Drawing } from '../../chat/view.ts'
import type { Camp, CampMark } from '../../disagreement/camps.ts'
import { box, element, group, paint } from '../drawing.ts'
import { cornerOf, type GridLayout, gap, type Point } from '../layout.ts'
import type { Role } from '../theme.ts'

/** One style per camp, distinguishable without colour: solid, dashed, dotted. */
const strokes: readonly Drawing['attributes'][] = [
  {},
  { 'stroke-dasharray': '10 8' },
  { 'stroke-dasharray': '2 8', 'stroke-linecap': 'round' },
]

/** The distance of an outline from its cells. */
const outside = 2
/** The radius of its corners. */
const radius = 10

/**
 * An outline around the cells of each camp. Adjacent cells share one outline that spans the gap between them.
 *
 * @param width Of its line.
 */
export function campOutlines(camps: readonly Camp[], layout: GridLayout, width = 4): Drawing {
  const line = { fill: 'none', 'stroke-linejoin': 'round' }
  return group(
    ...camps.flatMap(({ cells }, i) => {
      const d = outlineOf(cells, layout)
      return [
        element('path', { ...line, d, stroke: paint('background'), 'stroke-width': width + 4 }),
        element('path', { ...line, d, stroke: paint('accent'), 'stroke-width': width, ...strokes[i] }),
      ]
    }),
  )
}

/** The height of a camp's mark. */
const markSize = 17

/** A camp's mark in a cell. @param height Smaller if chips need the room below it. */
export function campTag(mark: CampMark, { x, y }: Point, { width = 32, height = 28 } = {}): Drawing {
  return group(
    box({ x, y, width, height }, { rx: 6, fill: paint('accent') }),
    campMark(mark, { x: x + width / 2, y: y + height / 2 }, 'accent-ink', Math.min(markSize, height - 7)),
  )
}

/** A mark as a path, so that it looks the same in every font. @param at Its middle. */
export function campMark(mark: CampMark, { x, y }: Point, fill: Role, size = markSize): Drawing {
  const half = size / 2
  const paths: Readonly<Record<CampMark, string>> = {
    '▲': `M${x} ${y - half}l${half + 1} ${size}h${-size - 2}Z`,
    '■': `M${x - half + 1} ${y - half + 1}h${size - 2}v${size - 2}h${2 - size}Z`,
    '◆': `M${x} ${y - half}l${half} ${half}l${-half} ${half}l${-half} ${-half}Z`,
  }
  return element('path', { 'data-mark': mark, d: paths[mark], fill: paint(fill) })
}

/**
 * The outline as a path. The grid is treated as five by five fields: cells in even rows and columns, gaps in odd ones.
 * A gap belongs to a camp if all cells around it do, so adjacent cells get a single outline.
 */
function outlineOf(cells: readonly number[], layout: GridLayout): string {
  const isCell = (row: number, column: number) => cells.includes(3 * row + column)
  const around = (place: number) => (place % 2 === 0 ? [place / 2] : [(place - 1) / 2, (place + 1) / 2])
  const isInside = (row: number, column: number) =>
    [row, column].every((place) => place >= 0 && place < 5) &&
    around(row).every((cellRow) => around(column).every((cellColumn) => isCell(cellRow, cellColumn)))
  return loopsOf(isInside)
    .map((loop) =>
      roundCorners(loop.map(({ x, y }) => ({ x: edge(x, 'x', layout), y: edge(y, 'y', layout) }))),
    )
    .join('')
}

/** The coordinate of a line between fields: line 0 is before the first cell, 1 after it, 2 before the second. */
function edge(line: number, axis: 'x' | 'y', layout: GridLayout): number {
  const first = cornerOf(0, layout)[axis] - outside
  const size = axis === 'x' ? layout.cell.width : layout.cell.height
  const cell = Math.floor(line / 2)
  return first + cell * (size + gap) + (line % 2 === 0 ? 0 : size + 2 * outside)
}

/** The borders of the fields inside as closed loops of corners, clockwise, with the inside on the right. */
function loopsOf(isInside: (row: number, column: number) => boolean): readonly (readonly Point[])[] {
  const steps = new Map<string, Point>()
  const key = ({ x, y }: Point) => `${x} ${y}`
  for (const y of [0, 1, 2, 3, 4])
    for (const x of [0, 1, 2, 3, 4]) {
      if (!isInside(y, x)) continue
      const [topLeft, topRight] = [
        { x, y },
        { x: x + 1, y },
      ]
      const [bottomLeft, bottomRight] = [
        { x, y: y + 1 },
        { x: x + 1, y: y + 1 },
      ]
      if (!isInside(y - 1, x)) steps.set(key(topLeft), topRight)
      if (!isInside(y, x + 1)) steps.set(key(topRight), bottomRight)
      if (!isInside(y + 1, x)) steps.set(key(bottomRight), bottomLeft)
      if (!isInside(y, x - 1)) steps.set(key(bottomLeft), topLeft)
    }
  const loops: Point[][] = []
  for (const start of [...steps.keys()]) {
    const loop: Point[] = []
    let at = start
    for (let next = steps.get(at); next !== undefined; next = steps.get(at)) {
      loop.push(next)
      steps.delete(at)
      at = key(next)
    }
    if (loop.length > 0) loops.push(loop)
  }
  return loops.map(cornersOf)
}

/** The loop without points in the middle of a straight line. */
function cornersOf(loop: readonly Point[]): readonly Point[] {
  return loop.filter((point, i) => {
    const before = loop.at(i - 1) ?? point
    const after = loop[(i + 1) % loop.length] ?? point
    return !(before.x === point.x && point.x === after.x) && !(before.y === point.y && point.y === after.y)
  })
}

/** A closed path with rounded corners. */
function roundCorners(corners: readonly Point[]): string {
  const toward = (from: Point, to: Point): Point => ({
    x: from.x + radius * Math.sign(to.x - from.x),
    y: from.y + radius * Math.sign(to.y - from.y),
  })
  const turns = corners.map((corner, i) => {
    const before = corners.at(i - 1) ?? corner
    const after = corners[(i + 1) % corners.length] ?? corner
    return { corner, from: toward(corner, before), to: toward(corner, after) }
  })
  const written = turns.map(
    ({ corner, from, to }, i) =>
      `${i === 0 ? 'M' : 'L'}${from.x} ${from.y}Q${corner.x} ${corner.y} ${to.x} ${to.y}`,
  )
  return `${written.join('')}Z`
}
