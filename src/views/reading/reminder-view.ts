import type { Button, View } from '../../chat/view.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { entryOf, type Group, type Session } from '../../reading/group.ts'
import { goToPoll } from '../poll/go-to-poll.ts'
import { groupButton, readingFacts } from './reading-parts.ts'
import { comingButtons } from './session-buttons.ts'

/**
 * A reminder before a session; everyone who is expected gets the same text, which names nobody.
 *
 * @param link The address of the poll's message, if there is one.
 */
export function sessionReminderView(
  group: Group,
  session: Session,
  poll: Disclosure | undefined,
  link: string | undefined,
): View {
  const entry = entryOf(group, session)
  const title = entry?.paper.title ?? 'a paper'
  const vote: readonly Button[] =
    poll === undefined
      ? comingButtons(group, session)
      : [{ label: 'Full ballot…', style: 'primary', call: { command: 'ballot', args: { poll: poll.id } } }]
  return {
    summary: `${group.name} reads “${title}” soon`,
    parts: [
      { kind: 'heading', text: `${group.name} reads soon` },
      { kind: 'facts', facts: readingFacts(group, session) },
      {
        kind: 'text',
        text:
          poll === undefined
            ? 'Are you coming? If you have answered, there is nothing left to do.'
            : 'Your vote is expected. If you have voted, there is nothing left to do.',
      },
      {
        kind: 'buttons',
        buttons: [...vote, ...goToPoll(link), groupButton(group, 'Stop reminding me', 'reading mute')],
      },
    ],
  }
}

/** Sent to a session's facilitator once one is chosen. */
export const leadingView = (group: Group, session: Session): View => ({
  summary: `You lead the next session of ${group.name}`,
  parts: [
    { kind: 'heading', text: `You lead the next session of ${group.name}` },
    { kind: 'facts', facts: readingFacts(group, session) },
    {
      kind: 'buttons',
      buttons: [
        groupButton(group, 'Pass this turn', 'reading facilitators', { pass: session.date }),
        groupButton(group, 'Open it now', 'reading next', { do: 'open', session: session.id }),
      ],
    },
  ],
})
