import type { Drawing } from '../../chat/view.ts'
import { campMarks } from '../../disagreement/camps.ts'
import { dot, element, group, label, paint } from '../drawing.ts'
import type { Point } from '../layout.ts'
import { widthOf } from '../measure.ts'
import { campMark } from './camp-outlines.ts'
import { centreMark } from './centre-mark.ts'
import type { Annotations } from './movement.ts'

/** Where a legend ends, its baseline, and the size of its words. */
interface LegendPlace extends Point {
  readonly size: number
}

/** The sign and the name of each mark on the grid, right-aligned. */
export function legend(annotations: NonNullable<Annotations>, place: LegendPlace): Drawing {
  const { x, y, size } = place
  const text = wordsOf(annotations)
  return group(
    sign(annotations, x - widthOf(text, size), y - 7),
    label(text, { x, y, size, fill: 'muted', anchor: 'end' }),
  )
}

export const hollowWords = 'hollow: not read in full'

/** The meaning of a hollow mark, right-aligned. */
export const hollowLegend = (place: LegendPlace): Drawing =>
  label(hollowWords, { ...place, fill: 'muted', anchor: 'end' })

/** Where a legend with its sign begins. */
export const legendStart = (annotations: NonNullable<Annotations>, { x, size }: LegendPlace): number =>
  x - widthOf(wordsOf(annotations), size) - signWidth(annotations)

function wordsOf(annotations: NonNullable<Annotations>): string {
  if (annotations.kind === 'moves') return `moved since round ${annotations.since}`
  return annotations.kind === 'camps' ? 'camps' : 'group centre'
}

const pitch = 26

function signWidth(annotations: NonNullable<Annotations>): number {
  if (annotations.kind === 'centre') return 27
  return annotations.kind === 'moves' ? 57 : 7 + pitch * annotations.camps.length
}

/** @param end Where the words begin. @param y The middle of the line. */
function sign(annotations: NonNullable<Annotations>, end: number, y: number): Drawing {
  if (annotations.kind === 'centre') return centreMark(end - 18, y, 'muted')
  if (annotations.kind === 'moves') return smallArrow(end - 50, y)
  const marks = campMarks.slice(0, annotations.camps.length)
  const start = end - 9 - pitch * marks.length + pitch / 2
  return group(...marks.map((mark, i) => campMark(mark, { x: start + pitch * i, y }, 'accent')))
}

const smallArrow = (x: number, y: number): Drawing =>
  group(
    element('path', { d: `M${x} ${y}h28`, fill: 'none', stroke: paint('accent'), 'stroke-width': 3 }),
    element('path', { d: `M${x + 40} ${y}l-13 -6.5v13Z`, fill: paint('accent') }),
    dot(x, y, 5.5, { fill: paint('background'), stroke: paint('accent'), 'stroke-width': 2.5 }),
  )
