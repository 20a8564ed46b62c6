import { expect } from 'vitest'
import type { View } from '../src/chat/view.ts'

/** What holds for every view that a test sees: the label of a button is at most 40 characters long. */
export function checkView(view: View): void {
  const rows = view.parts.flatMap((part) => (part.kind === 'buttons' ? [part.buttons] : []))
  for (const { label } of rows.flat()) expect(label.length, label).toBeLessThanOrEqual(40)
}
