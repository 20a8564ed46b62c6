import type { AtlasPaper } from '../../atlas/atlas.ts'
import type { Drawing } from '../../chat/view.ts'
import { dot, element, group, paint } from '../drawing.ts'
import { columnOf, type Point, round, rowOf } from '../layout.ts'
import type { Role } from '../theme.ts'

const radius = 7

/**
 * A disc if a paper is settled, a half disc if it isn't, a ring with a pointer to its other place if it is split.
 *
 * @param place The cell where it is listed.
 */
export function standingMark(
  { standing, cell }: Pick<AtlasPaper, 'standing' | 'cell'>,
  place: number,
  { x, y }: Point,
  ink: Role,
): Drawing {
  switch (standing.kind) {
    case 'settled':
      return dot(x, y, radius, { fill: paint(ink) })
    case 'unsettled':
      return group(
        dot(x, y, radius - 1, { fill: 'none', stroke: paint(ink), 'stroke-width': 2 }),
        element('path', {
          d: `M${x} ${y - radius}a${radius} ${radius} 0 0 0 0 ${2 * radius}Z`,
          fill: paint(ink),
        }),
      )
    case 'split':
      return group(
        dot(x, y, radius - 1.5, { fill: 'none', stroke: paint('accent'), 'stroke-width': 3 }),
        pointer({ x, y }, place, place === standing.towards ? (cell ?? place) : standing.towards),
      )
  }
}

function pointer({ x, y }: Point, from: number, to: number): Drawing {
  const [dx, dy] = [columnOf(to) - columnOf(from), rowOf(to) - rowOf(from)]
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
