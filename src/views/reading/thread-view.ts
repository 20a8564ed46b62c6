import type { View } from '../../chat/view.ts'
import { boardLines, reportSummary } from '../../disagreement/poll-summary.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { lateParts } from './reading-parts.ts'

/** The reveal in a session's thread: the headline and the question to discuss. @param lateMs How late it is posted. */
export function promptView(poll: Disclosure, lateMs: number): View {
  const summary = reportSummary(poll)
  const [headline = ''] = summary?.lines ?? boardLines(poll)
  const settle = summary?.settle
  return {
    summary: headline,
    parts: [
      { kind: 'text', text: { strong: 'Votes are visible.' } },
      { kind: 'text', text: headline },
      ...(settle === undefined
        ? []
        : [{ kind: 'text', text: [{ strong: 'To settle:' }, ` ${settle}`] } as const]),
      ...lateParts('Revealed', lateMs),
    ],
  }
}

/** The start of the second round in a session's thread. @param lateMs How late it is posted. */
export function revoteView({ current: { number, hidden } }: Disclosure, lateMs: number): View {
  const again = 'Vote again, whether or not you changed your mind.'
  const blind = hidden ? ' Votes in this round stay hidden until the reveal.' : ''
  return {
    summary: `Round ${number} is open`,
    parts: [
      { kind: 'text', text: `Round ${number} is open. ${again}${blind}` },
      ...lateParts('Opened', lateMs),
    ],
  }
}
