import type { Fact, Text, View } from '../../chat/view.ts'
import type { Group, Past } from '../../reading/group.ts'
import { writeDate } from '../../time/write-time.ts'
import { paperLink } from './reading-parts.ts'

/** A group's past sessions, the latest first; skipped and missed ones are labelled. */
export function historyView(group: Group, past: readonly Past[], now: number): View {
  return {
    summary: `${group.name}: history`,
    parts: [
      { kind: 'heading', text: `${group.name}: history` },
      past.length === 0
        ? { kind: 'text', text: "This group hasn't read anything yet." }
        : {
            kind: 'facts',
            facts: past.toReversed().map((one) => pastFact(one, now)),
          },
    ],
  }
}

const pastFact = (past: Past, now: number): Fact => ({
  name: writeDate(past.session.date, now),
  value: pastText(past),
})

function pastText({ entry, end, why }: Past): Text {
  const paper = entry === undefined ? 'no paper' : paperLink(entry.paper)
  if (end === 'read') return paper
  return [end, ...(why === undefined ? [] : [` (${why})`]), ': ', paper]
}
