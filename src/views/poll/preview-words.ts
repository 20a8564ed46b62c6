import { type AtlasPaper, isOnGrid } from '../../atlas/atlas.ts'
import { counted } from '../../chat/text.ts'
import { boardLines, reportSummary } from '../../disagreement/poll-summary.ts'
import type { Disclosure } from '../../poll/disclose.ts'

/** The text of a preview of a poll: of an open one without counts, because previews are kept and would sway voters. */
export const previewWords = (poll: Disclosure): string =>
  poll.state === 'open' ? 'Open poll.' : ((reportSummary(poll)?.lines ?? boardLines(poll))[0] ?? '')

/** The same of a page about many papers. */
export const groupPreviewWords = (atlas: readonly AtlasPaper[]): string =>
  `${counted(atlas.filter(isOnGrid).length, 'paper')} on the grid.`
