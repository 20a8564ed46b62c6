import type { Button, View } from '../chat/view.ts'

/** A sentence or two for the caller, with what they may want to press next. */
export function noteView(text: string, buttons: readonly Button[] = []): View {
  return {
    summary: text,
    parts: [{ kind: 'text', text }, ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const])],
  }
}
