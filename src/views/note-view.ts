import type { Button, View } from '../chat/view.ts'

/** A sentence or two, with buttons for what the reader may want to do next. */
export function noteView(text: string, buttons: readonly Button[] = []): View {
  return {
    summary: text,
    parts: [{ kind: 'text', text }, ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const])],
  }
}
