import type { Drawing } from '../chat/view.ts'
import { type Lettering, label, withAttributes } from './drawing.ts'
import { directionOf } from './text/direction.ts'
import { familiesOf } from './text/runs.ts'

/** The look of lines of text, one below the other, between two edges. */
interface Block extends Pick<Lettering, 'size' | 'weight' | 'fill'> {
  readonly left: number
  readonly right: number
  /** The baseline of the first line, and the distance to the next one. */
  readonly y: number
  readonly height: number
}

/** Lines of one text: each has the direction and the fonts of the whole. */
export function textLines(
  whole: string,
  lines: readonly string[],
  { left, right, y, height, ...look }: Block,
): readonly Drawing[] {
  const families = { 'font-family': familiesOf(whole) }
  const isRightToLeft = directionOf(whole) === 'rtl'
  return lines.map((line, i) => {
    const at = { ...look, y: y + height * i }
    if (!isRightToLeft) return withAttributes(label(line, { ...at, x: left }), families)
    // The start of a right-to-left line is its right end, and so is its anchor.
    return withAttributes(label(line, { ...at, x: right }), { ...families, direction: 'rtl' })
  })
}
