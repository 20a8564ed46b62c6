import type { View } from '../../chat/view.ts'
import type { Entry, Group, Session } from '../../reading/group.ts'
import type { Question } from '../../reading/questions/question.ts'
import { writeClock } from '../../time/write-time.ts'
import { askButtons, openingQuestionParts } from './question-parts.ts'
import { presenceButtons, readingClockParts } from './reading-clock.ts'
import { lateParts, nominationParts, sessionFacts } from './reading-parts.ts'
import { facilitateButtons } from './session-buttons.ts'
import { joinButtons } from './where-parts.ts'

/** A reveal that is farther away than this, in ms, may be on another day. */
const sameDayMs = 12 * 3_600_000

export interface OpeningFacts {
  readonly session: Session
  readonly entry: Entry | undefined
  /** In order. */
  readonly questions: readonly Question[]
  /** How late it is posted, in ms. */
  readonly lateMs: number
  readonly now: number
}

/** The message that opens a session; its thread starts below it. */
export function openingView(group: Group, { session, entry, questions, lateMs, now }: OpeningFacts): View {
  const buttons = [
    ...presenceButtons(group, session),
    ...joinButtons(group, session),
    ...askButtons(group, session),
    ...facilitateButtons(group, session),
  ]
  const clock = readingClockParts(group, session)
  const heading = `${group.name}: today's session has started`
  return {
    summary:
      entry === undefined ? heading : `${group.name}: the session on “${entry.paper.title}” has started`,
    state: 'reading',
    parts: [
      { kind: 'heading', text: heading },
      { kind: 'facts', facts: sessionFacts(group, session, now, entry) },
      ...(entry === undefined ? [] : nominationParts(entry)),
      ...openingQuestionParts(questions),
      ...(clock.length > 0
        ? clock
        : [
            {
              kind: 'text',
              text:
                session.revealedAt === undefined
                  ? `Vote in the thread. Votes stay hidden until the reveal${revealTime(group, session, now)}.`
                  : 'The votes are in the thread.',
            } as const,
          ]),
      ...lateParts('Opened', lateMs),
      ...lateParts('The poll opened', pollLateMs(session)),
      ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const]),
    ],
  }
}

/** How late the poll of a session opened in which people read first, in ms; 0 if a person opened it. */
function pollLateMs({ steps: { poll } }: Session): number {
  return poll?.state.kind === 'done' && poll.state.by === undefined ? poll.state.at - poll.due : 0
}

/** " at 17:30", by the group's clock; a session that begins late reveals as much later. Empty without a planned reveal. */
function revealTime(
  { schedule }: Group,
  { steps: { reveal }, start, openedAt }: Session,
  now: number,
): string {
  if (schedule === undefined || reveal === undefined) return ''
  const at = openedAt === undefined ? reveal.due + Math.max(0, now - start) : reveal.due
  return at - start < sameDayMs ? ` at ${writeClock(at, schedule.zone)}` : ''
}
