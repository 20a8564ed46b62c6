import type { Drawing } from '../../chat/view.ts'
import { dot, element, group, label, paint } from '../drawing.ts'
import { widthOf } from '../measure.ts'
import { campLetters, campTag } from './camp-outlines.ts'
import { centreMark } from './centre-mark.ts'
import type { Annotations } from './movement.ts'

const right = 616

/** The meaning of the annotation, at the right end of the status line. */
export function legend(annotations: NonNullable<Annotations>, dy: number): Drawing {
  const text = wordsOf(annotations)
  const start = right - widthOf(text, 19)
  return group(
    sign(annotations, start, 132 + dy),
    label(text, { x: right, y: 139 + dy, size: 19, fill: 'muted', anchor: 'end' }),
  )
}

function wordsOf(annotations: NonNullable<Annotations>): string {
  if (annotations.kind === 'moves') return `moved since round ${annotations.since}`
  return annotations.kind === 'camps' ? 'camps' : 'group centre'
}

const tag = { width: 24, height: 22 }

/** @param end Where the words begin. @param y The middle of the line. */
function sign(annotations: NonNullable<Annotations>, end: number, y: number): Drawing {
  if (annotations.kind === 'centre') return centreMark(end - 18, y, 'muted')
  if (annotations.kind === 'moves') return smallArrow(end - 50, y)
  const letters = campLetters.slice(0, annotations.camps.length)
  const start = end - 9 - letters.length * (tag.width + 5) + 5
  return group(
    ...letters.map((letter, i) => campTag(letter, { x: start + i * (tag.width + 5), y: y - 11 }, tag)),
  )
}

const smallArrow = (x: number, y: number): Drawing =>
  group(
    element('path', { d: `M${x} ${y}h28`, fill: 'none', stroke: paint('accent'), 'stroke-width': 3 }),
    element('path', { d: `M${x + 40} ${y}l-13 -6.5v13Z`, fill: paint('accent') }),
    dot(x, y, 5.5, { fill: paint('background'), stroke: paint('accent'), 'stroke-width': 2.5 }),
  )
