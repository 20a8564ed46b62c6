import { createHash } from 'node:crypto'
import type { View } from '../chat/view.ts'

/** A revision that changes with the content: a whole number below 2³¹. */
export const digest = (content: View | readonly unknown[]): number =>
  createHash('sha256').update(JSON.stringify(content)).digest().readInt32BE() & 0x7fffffff
