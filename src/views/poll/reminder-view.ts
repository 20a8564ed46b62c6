import type { View } from '../../chat/view.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { goToPoll } from './go-to-poll.ts'
import { paperHeading } from './poll-view.ts'

/**
 * A reminder for one person. Everyone who is expected gets the same text, whether they have voted or not.
 *
 * @param link The address of the poll's message, if there is one.
 */
export function reminderView(poll: Disclosure, link: string | undefined): View {
  const summary = `Your vote on “${poll.paper.title}” is expected.`
  return {
    summary,
    parts: [
      paperHeading(poll),
      {
        kind: 'text',
        text: [
          'Your vote on this paper is expected',
          ...(poll.closesAt === undefined
            ? []
            : ([' before it closes ', { time: poll.closesAt, as: 'countdown' }] as const)),
          '. If you have voted, there is nothing left to do.',
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
