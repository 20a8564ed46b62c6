import { counted } from '../../chat/text.ts'
import type { Span, View } from '../../chat/view.ts'
import type { DenyList } from '../../poll/deny-list.ts'

/** Who is on the deny list of a space, and how to change it. */
export function denyView({ people, erased }: DenyList): View {
  const left = erased === 0 ? [] : [counted(erased, 'person who left', 'people who left')]
  const names: readonly Span[] = [...people.map((person) => ({ person })), ...left]
  const summary =
    names.length === 0
      ? 'Nobody is on the deny list.'
      : 'They may look, but not vote, open polls, nominate or run anything.'
  return {
    summary,
    parts: [
      { kind: 'heading', text: 'Deny list' },
      { kind: 'text', text: summary },
      ...(names.length === 0
        ? []
        : [{ kind: 'text', text: names.flatMap((name, i) => (i === 0 ? [name] : [', ', name])) } as const]),
      { kind: 'text', text: 'Add people with settings deny add:@Ben and take them off with remove:@Ben.' },
    ],
  }
}
