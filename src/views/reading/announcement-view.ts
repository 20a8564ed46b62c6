import { counted } from '../../chat/text.ts'
import type { View } from '../../chat/view.ts'
import { entryOf, type Group, type Past, type Session } from '../../reading/group.ts'
import { writeDate } from '../../time/write-time.ts'
import { askButtons } from './question-parts.ts'
import {
  lateParts,
  nominationParts,
  paperLink,
  reasonSentence,
  sessionFacts,
  startText,
} from './reading-parts.ts'
import { freeRoleParts } from './role-view.ts'
import { calendarButtons, comingButtons, facilitateButtons } from './session-buttons.ts'

/** The announcement of an upcoming session. Its board keeps the message up to date. */
export function announcementView(group: Group, session: Session, now: number): View {
  const entry = entryOf(group, session)
  const count = session.coming.length
  const date = writeDate(session.date, now)
  return {
    summary: `${group.name}: ${entry === undefined ? 'next session' : `“${entry.paper.title}”`} on ${date}`,
    state: 'reading',
    parts: [
      { kind: 'heading', text: `${group.name}: next session` },
      { kind: 'facts', facts: sessionFacts(group, session, now) },
      ...(entry === undefined ? [] : nominationParts(entry)),
      ...(count === 0
        ? []
        : [{ kind: 'text', text: `${counted(count, 'person is', 'people are')} coming.` } as const]),
      ...(group.poll === 'early' && session.poll !== undefined
        ? [
            {
              kind: 'text',
              text: 'You can vote now in the thread. Votes stay hidden until the session.',
            } as const,
          ]
        : []),
      ...lateParts('Announced', announcedLateMs(group, session)),
      {
        kind: 'buttons',
        buttons: [
          ...comingButtons(group, session),
          ...askButtons(group, session),
          ...calendarButtons(group, session),
          ...facilitateButtons(group, session),
        ],
      },
      ...freeRoleParts(group, session),
    ],
  }
}

/** How late a session was announced, in ms. An announcement that was due before the group was scheduled isn't late. */
function announcedLateMs({ scheduledAt }: Group, { steps: { announce } }: Session): number {
  if (announce?.state.kind !== 'done' || announce.state.by !== undefined || announce.due < scheduledAt)
    return 0
  return announce.state.at - announce.due
}

/** Replaces the announcement of a session that was skipped or missed. */
export function cancelledView(
  group: Pick<Group, 'name' | 'schedule'>,
  { session, entry, end, why }: Past,
  now: number,
): View {
  const heading = `${group.name}: session ${end}`
  return {
    summary: heading,
    state: 'closed',
    parts: [
      { kind: 'heading', text: heading },
      { kind: 'facts', facts: [{ name: 'Was planned for', value: startText(group, session.start, now) }] },
      ...(why === undefined ? [] : [{ kind: 'text', text: reasonSentence(why) } as const]),
      ...(entry === undefined
        ? []
        : [
            {
              kind: 'text',
              text: [paperLink(entry.paper), ' is first in line for the next session.'],
            } as const,
          ]),
    ],
  }
}

/** Replaces the announcement once the session was held. */
export function heldView({ name }: Group, { session, entry }: Past, now: number): View {
  const date = writeDate(session.date, now)
  if (entry === undefined) {
    const text = `${name} held its session on ${date}.`
    return { summary: text, state: 'reading', parts: [{ kind: 'text', text }] }
  }
  return {
    summary: `${name} read “${entry.paper.title}” on ${date}`,
    state: 'reading',
    parts: [{ kind: 'text', text: [`${name} read `, paperLink(entry.paper), ` on ${date}.`] }],
  }
}
