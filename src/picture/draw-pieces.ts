import type { Drawing } from '../chat/view.ts'
import { type Lettering, label, withAttributes } from './drawing.ts'
import { widthOf } from './measure.ts'
import { directionOf, hasRightToLeft } from './text/direction.ts'

type Line = Omit<Lettering, 'anchor'>

/**
 * A line of names, numbers and signs: one text; where any of it runs from right to left, a text for each piece, from
 * the left, so that none changes places with its neighbours.
 */
export function drawPieces(pieces: readonly string[], line: Line): readonly Drawing[] {
  if (!pieces.some(hasRightToLeft)) return [label(pieces.join(''), line)]
  const { size, weight } = line
  let { x } = line
  return pieces.map((piece) => {
    const start = x + widthOf(/^ */.exec(piece)?.[0] ?? '', size, weight)
    x += widthOf(piece, size, weight)
    if (directionOf(piece) === 'ltr') return label(piece.trim(), { ...line, x: start })
    return withAttributes(label(piece, { ...line, x: start, anchor: 'end' }), { direction: 'rtl' })
  })
}

/** How wide `drawPieces` makes it. */
export function lengthOfPieces(
  pieces: readonly string[],
  { size, weight }: Pick<Line, 'size' | 'weight'>,
): number {
  if (!pieces.some(hasRightToLeft)) return widthOf(pieces.join(''), size, weight)
  return pieces.reduce((length, piece) => length + widthOf(piece, size, weight), 0)
}
