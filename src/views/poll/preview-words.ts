import { boardLines, reportSummary } from '../../disagreement/poll-summary.ts'
import type { Disclosure } from '../../poll/disclose.ts'

/** What a preview says of a poll: of an open one no counts, because previews are kept and would sway voters. */
export const previewWords = (poll: Disclosure): string =>
  poll.state === 'open' ? 'Open poll.' : ((reportSummary(poll)?.lines ?? boardLines(poll))[0] ?? '')
