import { toPlainText } from '../chat/plain-text.ts'
import type { Button, Part, Text, View } from '../chat/view.ts'

/** A sentence or two, with buttons for what the reader may want to do next. Each line of a plain text is one of its own. */
export function noteView(text: Text, buttons: readonly Button[] = []): View {
  const [first = '', ...others] = typeof text === 'string' ? text.split('\n') : [text]
  return {
    summary: toPlainText(first),
    parts: [
      ...[first, ...others].map((text): Part => ({ kind: 'text', text })),
      ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const]),
    ],
  }
}

/** Takes the place of a question that was cancelled. */
export const cancelledView = noteView('Nothing was changed.')
