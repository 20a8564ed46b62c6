import type { Drawing } from '../chat/view.ts'
import { type Lettering, label, withAttributes } from './drawing.ts'
import { widthOf } from './measure.ts'
import { directionOf, hasRightToLeft } from './text/direction.ts'

type Line = Omit<Lettering, 'anchor'>

/**
 * A line of names, numbers and signs as one text element. If any piece runs from right to left, every piece gets its
 * own element, placed from the left, so that no piece changes places with its neighbours.
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

/** The width of the line that `drawPieces` makes. */
export function lengthOfPieces(
  pieces: readonly string[],
  { size, weight }: Pick<Line, 'size' | 'weight'>,
): number {
  if (!pieces.some(hasRightToLeft)) return widthOf(pieces.join(''), size, weight)
  return pieces.reduce((length, piece) => length + widthOf(piece, size, weight), 0)
}
