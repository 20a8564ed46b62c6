import { counted } from '../../chat/text.ts'
import type { Part, Span, View } from '../../chat/view.ts'
import type { DenyList } from '../../poll/deny-list.ts'
import type { DeniedPeople } from '../../poll/deny-records.ts'

/** Who is on the deny lists of a channel and its space, and how to change them. */
export function denyView({ here, everywhere }: DenyList): View {
  const lists = [...listParts('In every channel', everywhere), ...listParts('In this channel', here)]
  const summary =
    lists.length === 0
      ? 'Nobody is on the deny list.'
      : 'These people may look, but not vote, open polls, nominate or run anything.'
  return {
    summary,
    parts: [
      { kind: 'heading', text: 'Deny list' },
      { kind: 'text', text: summary },
      ...lists,
      { kind: 'text', text: ['To add people: ', { typed: 'settings deny add:@Ben' }] },
      { kind: 'text', text: ['To take them off: ', { typed: 'settings deny remove:@Ben' }] },
      {
        kind: 'text',
        text: 'People added by an admin are on it in every channel. People added by a manager are on it only in this one.',
      },
    ],
  }
}

/** "In this channel: Ben, 1 person who left" */
function listParts(where: string, { people, erased }: DeniedPeople): readonly Part[] {
  const left = erased === 0 ? [] : [counted(erased, 'person who left', 'people who left')]
  const names: readonly Span[] = [...people.map((person) => ({ person })), ...left]
  if (names.length === 0) return []
  const spans = names.flatMap((name, i) => (i === 0 ? [name] : [', ', name]))
  return [{ kind: 'text', text: [`${where}: `, ...spans] }]
}
