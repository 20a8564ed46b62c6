import type { AtlasPaper } from '../../atlas/atlas.ts'
import type { Drawing } from '../../chat/view.ts'
import { dot, element, group, paint } from '../drawing.ts'
import { columnOf, type Point, round, rowOf } from '../layout.ts'
import type { Role } from '../theme.ts'

const radius = 7

/** The part of a paper that its mark shows. */
export type MarkedPaper = Pick<AtlasPaper, 'standing' | 'counts'>

/**
 * A disc if a paper is settled, a half disc if it isn't, a ring with a pointer to its other place if it is split.
 *
 * @param cell The one where it is listed.
 */
export function standingMark(paper: MarkedPaper, cell: number, { x, y }: Point, ink: Role): Drawing {
  if (paper.standing.kind === 'settled') return dot(x, y, radius, { fill: paint(ink) })
  if (paper.standing.kind !== 'split')
    return group(
      dot(x, y, radius - 1, { fill: 'none', stroke: paint(ink), 'stroke-width': 2 }),
      element('path', {
        d: `M${x} ${y - radius}a${radius} ${radius} 0 0 0 0 ${2 * radius}Z`,
        fill: paint(ink),
      }),
    )
  return group(
    dot(x, y, radius - 1.5, { fill: 'none', stroke: paint('accent'), 'stroke-width': 3 }),
    pointer({ x, y }, directionOf(paper, cell)),
  )
}

/** From a cell to the paper's other place; of two others to the fuller one, and downwards to the area off the grid. */
function directionOf({ standing: { places }, counts }: MarkedPaper, cell: number): readonly [number, number] {
  const votesAt = (place: number | 'off') =>
    place === 'off' ? counts.applications : (counts.cells[place] ?? 0)
  const [other = cell] = places.filter((place) => place !== cell).toSorted((a, b) => votesAt(b) - votesAt(a))
  return other === 'off' ? [0, 1] : [columnOf(other) - columnOf(cell), rowOf(other) - rowOf(cell)]
}

function pointer({ x, y }: Point, [dx, dy]: readonly [number, number]): Drawing {
  const length = Math.hypot(dx, dy) || 1
  const at = (distance: number) =>
    `${round(x + (distance * dx) / length)} ${round(y + (distance * dy) / length)}`
  return element('path', {
    d: `M${at(radius)}L${at(radius + 6)}`,
    fill: 'none',
    stroke: paint('accent'),
    'stroke-width': 3,
    'stroke-linecap': 'round',
  })
}
