import type { Fact, Span, Text, View } from '../../chat/view.ts'
import type { Attendance } from '../../reading/count-answers.ts'
import type { Group, Past, SessionId } from '../../reading/group.ts'
import { writeDate } from '../../time/write-time.ts'
import { attachmentSpans } from './attachment-parts.ts'
import { paperLink } from './reading-parts.ts'

/**
 * A group's past sessions, the latest first; skipped and missed ones are labelled.
 *
 * @param attendances Of the sessions that were held.
 */
export function historyView(
  group: Group,
  past: readonly Past[],
  attendances: ReadonlyMap<SessionId, Attendance>,
  now: number,
): View {
  return {
    summary: `${group.name}: history`,
    parts: [
      { kind: 'heading', text: `${group.name}: history` },
      past.length === 0
        ? { kind: 'text', text: "This group hasn't read anything yet." }
        : {
            kind: 'facts',
            facts: past.toReversed().map((one) => pastFact(one, attendances.get(one.session.id), now)),
          },
    ],
  }
}

const pastFact = (past: Past, attendance: Attendance | undefined, now: number): Fact => ({
  name: writeDate(past.session.date, now),
  value: pastText(past, attendance),
})

function pastText({ session, entry, end, why }: Past, attendance: Attendance | undefined): Text {
  const paper = entry === undefined ? 'no paper' : paperLink(entry.paper)
  if (end === 'read') {
    const attached = attachmentSpans(session)
    return [paper, ...attendanceSpans(attendance), ...(attached.length === 0 ? [] : [' · ', ...attached])]
  }
  return [end, ...(why === undefined ? [] : [` (${why})`]), ': ', paper]
}

/** " · 7 came, 6 voted"; empty if nobody did, or nothing is known. */
function attendanceSpans(attendance: Attendance | undefined): readonly Span[] {
  const { came = 0, voted = 0 } = attendance ?? {}
  if (came + voted === 0) return []
  return [came === 0 ? ` · ${voted} voted` : ` · ${came} came, ${voted} voted`]
}
