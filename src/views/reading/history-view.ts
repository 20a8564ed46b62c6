import type { Text, View } from '../../chat/view.ts'
import type { Group, Past } from '../../reading/group.ts'
import { paperLink } from './reading-parts.ts'

/** What a group has read, the latest first; what was skipped or missed is said to be. */
export function historyView(group: Group, past: readonly Past[]): View {
  return {
    summary: `${group.name}: history`,
    parts: [
      { kind: 'heading', text: `${group.name}: history` },
      past.length === 0
        ? { kind: 'text', text: 'Nothing has been read yet.' }
        : {
            kind: 'facts',
            facts: past.toReversed().map((one) => ({ name: one.session.date, value: pastWords(one) })),
          },
    ],
  }
}

function pastWords({ entry, end, why }: Past): Text {
  const paper = entry === undefined ? 'no paper' : paperLink(entry.paper)
  if (end === 'read') return paper
  return [end, ...(why === undefined ? [] : [` (${why})`]), ': ', paper]
}
