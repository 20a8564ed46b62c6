import type { Place } from '../../chat/caller.ts'
import type { Span, View } from '../../chat/view.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { writeMoment } from '../../time/write-time.ts'
import { goToPoll } from './go-to-poll.ts'
import { paperHeading } from './poll-view.ts'

/**
 * A reminder for one person. In an anonymous poll everyone who was asked to vote gets the same text, whether they have
 * voted or not.
 *
 * @param place Where the poll is.
 * @param link The address of the poll's message, if there is one.
 */
export function reminderView(poll: Disclosure, place: Place, link: string | undefined): View {
  return {
    summary: `“${poll.paper.title}” is waiting for your vote.`,
    parts: [
      { kind: 'text', text: ['You were asked to vote on this paper in ', { place }, '.'] },
      paperHeading(poll),
      {
        kind: 'text',
        text: [
          ...closingSentence(poll),
          ...(poll.visibility === 'anonymous' ? ['If you have already voted, you can ignore this. '] : []),
          'Nobody else sees this reminder.',
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          { label: 'Full ballot…', call: { command: 'ballot', args: { poll: poll.id } }, style: 'primary' },
          ...goToPoll(link),
        ],
      },
    ],
  }
}

/** "Round 1 closes Fri 4 Dec, 17:00 (Berlin), in 3 hours. "; without a zone, as in old polls, only "… closes in 3 hours. " */
function closingSentence({ closesAt, closesZone, openedAt, current }: Disclosure): readonly Span[] {
  if (closesAt === undefined) return []
  const moment = closesZone === undefined ? '' : `${writeMoment(closesAt, closesZone, openedAt)}, `
  return [`Round ${current.number} closes ${moment}`, { time: closesAt, as: 'countdown' }, '. ']
}
