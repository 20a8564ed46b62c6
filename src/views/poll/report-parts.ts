import type { Part } from '../../chat/view.ts'
import { replyLines } from '../../disagreement/extra-lines.ts'
import { boardLines, confidenceLines, reportSummary } from '../../disagreement/poll-summary.ts'
import { goalLine, tractableLine } from '../../disagreement/questions.ts'
import { messagePicture } from '../../picture/grid/message-picture.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { HiddenRound, OpenRound } from '../../poll/disclosed-round.ts'
import { axisParts } from './axis-parts.ts'
import { cruxReportParts } from './crux-parts.ts'
import { elsewhereParts } from './elsewhere-parts.ts'
import { movedParts } from './moved-parts.ts'
import { bylineParts, paperHeading } from './poll-view.ts'
import { reasonParts } from './reason-parts.ts'
import { statusParts } from './status-lines.ts'
import { summaryParts } from './summary-parts.ts'
import { tallyTable } from './tally-table.ts'

/**
 * The full report on the current round: the six lines and what they have no room for, the answers on each axis, one
 * reason per side, and who moved. While placements are hidden, only how many have voted.
 */
export function reportParts(poll: Disclosure): readonly Part[] {
  const { current } = poll
  const head: readonly Part[] = [
    paperHeading(poll),
    ...bylineParts(poll),
    ...statusParts(poll),
    { kind: 'picture', picture: messagePicture(poll) },
  ]
  const summary = reportSummary(poll)
  if (current.hidden || summary === undefined)
    return [...head, ...summaryParts(boardLines(poll)), ...receiptParts(receiptsOf(current))]
  return [
    ...head,
    ...summaryParts(summary.lines),
    ...summaryParts([...summary.dropped, ...replyLines(current), ...confidenceLines(current, summary)]),
    ...cruxReportParts(current),
    ...questionParts(current),
    ...tallyTable(poll),
    ...axisParts(poll, current),
    ...reasonParts(current, summary.case),
    ...movedParts(poll, current),
    ...elsewhereParts(poll),
    ...receiptParts(receiptsOf(current)),
  ]
}

const maxReceipts = 100

const receiptsOf = (round: HiddenRound | OpenRound): readonly string[] =>
  round.hidden ? round.receipts : round.loose.receipts

/** The codes by which voters of a closed anonymous round find that their ballots were counted. */
function receiptParts(receipts: readonly string[]): readonly Part[] {
  if (receipts.length === 0) return []
  const more = receipts.length - maxReceipts
  const rest = more > 0 ? `, and ${more} more in the export` : ''
  const text = `Receipt codes of the votes that were counted: ${receipts.slice(0, maxReceipts).join(', ')}${rest}.`
  return [{ kind: 'text', text }]
}

/** The first line of the report. */
export function reportHeadline(poll: Disclosure): string {
  return (reportSummary(poll)?.lines ?? boardLines(poll))[0] ?? ''
}

/** A line for each optional question that was answered. */
function questionParts(round: OpenRound): readonly Part[] {
  return [goalLine(round), tractableLine(round)].flatMap((line) =>
    line === undefined ? [] : [{ kind: 'text', text: line } as const],
  )
}
