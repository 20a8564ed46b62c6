import { createHash } from 'node:crypto'
import type { Drawing } from '../chat/view.ts'

/** Goes up when the same drawing comes out as other pixels, with another renderer or other font files. */
const drawingVersion = 3

/** The same drawing and words have the same key, and others another one. */
export function keyOf(drawing: Drawing, alt: string): string {
  const shown = JSON.stringify({ drawing, alt, drawingVersion })
  return createHash('sha256').update(shown).digest('hex').slice(0, 32)
}
