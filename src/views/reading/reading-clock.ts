import type { Button, Part } from '../../chat/view.ts'
import { type Group, type Session, stateOf } from '../../reading/group.ts'
import { presenceIn, readingUntil } from '../../reading/reading-time.ts'
import { groupButton } from './reading-parts.ts'

/** How long people read before the poll, and how many are there; empty once the poll is open. */
export function readingClockParts(group: Group, session: Session): readonly Part[] {
  const { readingFrom } = session
  if (readingFrom === undefined || !waitsForPoll(session)) return []
  const until = readingUntil(group, session, readingFrom)
  const { here, read } = presenceIn(session)
  const has = read === 1 ? 'has' : 'have'
  return [
    {
      kind: 'text',
      text: [
        'Reading until ',
        { time: until, as: 'clock' },
        ' (',
        { time: until, as: 'countdown' },
        '). The poll opens then, or sooner if most of you are done.',
      ],
    },
    ...(here === 0 ? [] : [{ kind: 'text', text: `${here} here, ${read} ${has} read it.` } as const]),
  ]
}

/** The buttons for people who read. */
export const presenceButtons = (group: Group, session: Session): readonly Button[] =>
  session.readingFrom === undefined || !waitsForPoll(session)
    ? []
    : [
        {
          ...groupButton(group, "I'm here", 'reading present', { session: session.id, as: 'here' }),
          style: 'primary',
        },
        groupButton(group, "I've read it", 'reading present', { session: session.id, as: 'read' }),
      ]

const waitsForPoll = (session: Session): boolean => stateOf(session, 'poll') === 'waiting'
