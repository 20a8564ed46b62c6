import type { View } from '../../chat/view.ts'
import type { Entry, Group, Session } from '../../reading/group.ts'
import { lateParts, nominationParts, sessionFacts } from './reading-parts.ts'
import { facilitateButtons } from './session-buttons.ts'

/** The message that opens a session; its thread starts below it. @param lateMs How late it is posted. */
export function openingView(group: Group, session: Session, entry: Entry | undefined, lateMs: number): View {
  const title = entry?.paper.title ?? 'a paper'
  return {
    summary: `${group.name} reads “${title}” now`,
    parts: [
      { kind: 'heading', text: `${group.name} reads now` },
      { kind: 'facts', facts: sessionFacts(group, session, entry) },
      ...(entry === undefined ? [] : nominationParts(entry)),
      { kind: 'text', text: 'Place the paper in the thread: votes are hidden until the reveal.' },
      ...lateParts('Opened', lateMs),
      ...(session.facilitator === undefined
        ? [{ kind: 'buttons', buttons: facilitateButtons(group, session) } as const]
        : []),
    ],
  }
}
