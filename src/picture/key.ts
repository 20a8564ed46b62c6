import { createHash } from 'node:crypto'
import type { Drawing } from '../chat/view.ts'

/** Incremented when the same drawing gives other pixels: with another renderer or other font files. */
const drawingVersion = 3

/** A key of the drawing and its alt text: equal ones have the same key, different ones different keys. */
export function keyOf(drawing: Drawing, alt: string): string {
  const content = JSON.stringify({ drawing, alt, drawingVersion })
  return createHash('sha256').update(content).digest('hex').slice(0, 32)
}
