import type { Part } from '../../chat/view.ts'
import { hiddenLine, waitingLines } from '../../disagreement/poll-summary.ts'
import { minForHeadline, summaryOf } from '../../disagreement/summary.ts'
import { cellName, cells } from '../../grid/axes.ts'
import { type Tally, unsureOf } from '../../grid/tally.ts'
import { hasUnexplainedHollow } from '../../picture/grid/message-picture.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { OpenRound } from '../../poll/disclosed-round.ts'
import { isOfExpected, stateOf } from './status-lines.ts'

/**
 * The visible votes of an open round: the tally as one line and, from three votes on, the headline. Before
 * the first vote the question takes its place. Empty while votes are hidden until the reveal.
 */
export function tallyParts(poll: Disclosure): readonly Part[] {
  const { current } = poll
  if (stateOf(poll) === 'hidden') return []
  if (current.votes === 0)
    return [{ kind: 'text', tone: 'muted', text: 'Where does this paper sit? Press a cell to vote.' }]
  if (current.hidden) return tooFewParts(poll)
  return [
    { kind: 'text', tone: 'muted', text: [tallyLine(current.tally), ...hollowNote(poll)].join(' · ') },
    ...(current.votes < minForHeadline ? [] : headlineParts(poll)),
    ...waitingLines(current).map((text): Part => ({ kind: 'text', tone: 'muted', text })),
  ]
}

/** Explains hollow marks where the picture has no room for it. */
const hollowNote = (poll: Disclosure): readonly string[] =>
  hasUnexplainedHollow(poll) ? ['hollow: not read in full'] : []

/** As {@link hollowNote}, below the picture of a closed round. */
export const hollowParts = (poll: Disclosure): readonly Part[] =>
  hollowNote(poll).map((text) => ({ kind: 'text', tone: 'muted', text }))

/** Why an anonymous round with too few votes shows nothing; empty for others, and before the first vote. */
export function tooFewParts({ current }: Disclosure): readonly Part[] {
  if (!current.hidden || current.shownFrom === undefined || current.votes === 0) return []
  return [{ kind: 'text', tone: 'muted', text: hiddenLine(current) }]
}

/** The headline of a round that is shown; empty for others. */
export function headlineParts(poll: Disclosure): readonly Part[] {
  const { current } = poll
  if (current.hidden || current.votes === 0) return []
  return [{ kind: 'text', text: { strong: headlineBeside(poll, current) } }]
}

/** The headline without its number of votes where the status line beside it has that. */
function headlineBeside(poll: Disclosure, current: OpenRound): string {
  const { headline } = summaryOf(current.tally, { round: current })
  return isOfExpected(poll) ? headline : withoutCount(headline)
}

/** A headline without its number of votes, where that is beside it. */
const withoutCount = (headline: string): string => headline.replace(/^\d+ votes?\. /, '')

/** "2 Behaviorist × Worst-case, 1 applications research, 1 unsure": the fullest first, nothing that is zero. */
function tallyLine(tally: Tally): string {
  const inCells = cells
    .map((cell) => ({ name: cellName(cell), count: tally.cells[cell.index] ?? 0 }))
    .toSorted((a, b) => b.count - a.count)
  const off = [
    { name: 'applications research', count: tally.applications },
    { name: 'unsure', count: unsureOf(tally) },
  ]
  return [...inCells, ...off]
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${count} ${name}`)
    .join(', ')
}
