import { toPlainText } from '../chat/plain-text.ts'
import type { Button, Text, View } from '../chat/view.ts'

/** A sentence or two, with buttons for what the reader may want to do next. */
export function noteView(text: Text, buttons: readonly Button[] = []): View {
  return {
    summary: toPlainText(text),
    parts: [{ kind: 'text', text }, ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const])],
  }
}

/** Takes the place of a question that was cancelled. */
export const cancelledView = noteView('Nothing was changed.')
