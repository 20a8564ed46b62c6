import type { PollOnPaper } from '../../atlas/paper-answer.ts'
import type { Part } from '../../chat/view.ts'
import { reportSummary } from '../../disagreement/poll-summary.ts'
import { sharedCruxLines } from '../../disagreement/shared-crux.ts'
import { selectRound } from '../../poll/disclose.ts'
import { reasonParts } from '../poll/reason-parts.ts'

const maxParts = 6
const maxCruxes = 2

/**
 * One reason from each side of the poll that stands for a paper, and the cruxes that its sides share; empty while no vote
 * is shown, and of a poll without words.
 */
export function paperReasonParts(standing: PollOnPaper | undefined): readonly Part[] {
  const { poll, shown } = standing ?? {}
  const summary = poll && shown && reportSummary(selectRound(poll, shown.number))
  if (poll === undefined || shown === undefined || summary === undefined) return []
  // Voters answer cruxes before they vote again, and a later round may have none.
  const cruxes = sharedCruxLines(poll.rounds).slice(0, maxCruxes)
  return [
    ...reasonParts(shown, summary.case).slice(0, maxParts - cruxes.length),
    ...cruxes.map((line): Part => ({ kind: 'text', text: [{ strong: 'Shared crux:' }, ` ${line}`] })),
  ]
}
