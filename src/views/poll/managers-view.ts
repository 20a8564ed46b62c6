import { fillCall } from '../../chat/call.ts'
import type { Person } from '../../chat/caller.ts'
import type { Button, Span, View } from '../../chat/view.ts'

/** The people named as managers of a channel, and how to change them. */
export function managersView(people: readonly Person[]): View {
  const names = people.flatMap((person, i): readonly Span[] => (i === 0 ? [{ person }] : [', ', { person }]))
  const summary =
    names.length === 0
      ? 'No managers have been named for this channel yet.'
      : 'These people manage polls, settings and reading groups in this channel while they are full members of it.'
  const change: Button = { label: 'Change…', call: fillCall({ command: 'settings managers', args: {} }) }
  return {
    summary,
    parts: [
      { kind: 'heading', text: 'Named managers' },
      { kind: 'text', text: summary },
      ...(names.length === 0 ? [] : [{ kind: 'text', text: names } as const]),
      { kind: 'buttons', buttons: [change] },
    ],
  }
}
