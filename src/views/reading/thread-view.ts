import type { View } from '../../chat/view.ts'
import { boardLines, reportSummary } from '../../disagreement/poll-summary.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { lateParts } from './reading-parts.ts'

/** The reveal in a session's thread: the headline and the question to discuss. @param lateMs How late it is posted. */
export function promptView(poll: Disclosure, lateMs: number): View {
  const summary = reportSummary(poll)
  const [headline = ''] = summary?.lines ?? boardLines(poll)
  const crux = summary?.crux
  return {
    summary: headline,
    parts: [
      { kind: 'text', text: { strong: 'The votes are shown.' } },
      { kind: 'text', text: headline },
      ...(crux === undefined
        ? []
        : [{ kind: 'text', text: [{ strong: 'To settle:' }, ` ${crux}`] } as const]),
      ...lateParts('Revealed', lateMs),
    ],
  }
}

/** The start of the second round in a session's thread. @param lateMs How late it is posted. */
export const revoteView = (poll: Disclosure, lateMs: number): View => ({
  summary: `Round ${poll.current.number} is open`,
  parts: [
    {
      kind: 'text',
      text: `Round ${poll.current.number} is open: vote again in the poll above, whether or not you were moved.`,
    },
    ...lateParts('Opened', lateMs),
  ],
})
