import type { Drawing } from '../../chat/view.ts'
import { dot, element, group, paint } from '../drawing.ts'
import { type Box, type GridLayout, gridArea, type Point, round } from '../layout.ts'
import { badges } from './arrow-badges.ts'
import { type Arrow, beforeHead, direction, headLength, routeArrows } from './arrow-routing.ts'
import type { Flow } from './movement.ts'

/**
 * All moves on the grid: lines first, then rings and heads, then the badges, so that the badges cover the rest.
 *
 * @param numbers The areas of the numbers in the cells.
 */
export function arrows(flows: readonly Flow[], numbers: readonly Box[], layout: GridLayout): Drawing {
  const surroundings = { area: gridArea(layout), numbers }
  const routed = routeArrows(flows, surroundings, layout)
  return group(
    ...routed.flatMap(line),
    ...routed
      .map(({ start }) => start)
      .filter(isFirst)
      .flatMap(ringAt),
    ...routed.map(head),
    badges(routed, surroundings),
  )
}

const isFirst = (point: Point, i: number, all: readonly Point[]): boolean =>
  all.findIndex(({ x, y }) => x === point.x && y === point.y) === i

function line({ start, control, end, width }: Arrow): readonly Drawing[] {
  const last = beforeHead({ control, end })
  const d = `M${formatPoint(start)}Q${formatPoint(control)} ${formatPoint(last)}`
  const path = { fill: 'none', d, 'stroke-linecap': 'butt' }
  return [
    element('path', { ...path, stroke: paint('background'), 'stroke-width': round(width + 5) }),
    element('path', { ...path, stroke: paint('accent'), 'stroke-width': round(width) }),
  ]
}

const ringAt = ({ x, y }: Point): readonly Drawing[] => [
  dot(x, y, 9.5, { fill: paint('background') }),
  dot(x, y, 6, { fill: paint('background'), stroke: paint('accent'), 'stroke-width': 3 }),
]

function head({ control, end, width }: Arrow): Drawing {
  const { x, y } = direction(control, end)
  const half = 7.5 + 0.35 * width
  const base = { x: end.x - headLength * x, y: end.y - headLength * y }
  const corners = [
    end,
    { x: base.x - half * y, y: base.y + half * x },
    { x: base.x + half * y, y: base.y - half * x },
  ]
  return element('path', {
    d: `M${corners.map(formatPoint).join('L')}Z`,
    fill: paint('accent'),
    stroke: paint('background'),
    'stroke-width': 2.5,
    'paint-order': 'stroke',
    'stroke-linejoin': 'round',
  })
}

const formatPoint = ({ x, y }: Point): string => `${round(x)} ${round(y)}`
