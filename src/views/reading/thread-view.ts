import type { View } from '../../chat/view.ts'
import { boardLines, reportSummary } from '../../disagreement/poll-summary.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { differParts } from '../poll/differ-parts.ts'
import { summaryParts } from '../poll/summary-parts.ts'
import { lateParts } from './reading-parts.ts'

/**
 * The reveal in a session's thread: the report, whose "To settle" line is the question to discuss.
 *
 * @param lateMs How late it is posted.
 */
export function promptView(poll: Disclosure, lateMs: number): View {
  const { current } = poll
  const [lines, summary] = [boardLines(poll), reportSummary(poll)]
  return {
    summary: lines[0] ?? '',
    parts: [
      { kind: 'text', text: { strong: 'Votes are visible.' } },
      ...summaryParts(lines),
      ...(current.hidden || summary === undefined ? [] : differParts(poll, current, summary)),
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
