import type { Person, Place } from '../../chat/caller.ts'
import { counted } from '../../chat/text.ts'
import type { Button, LinkButton, Part, Span, View } from '../../chat/view.ts'
import { reportSummary } from '../../disagreement/poll-summary.ts'
import type { SummaryParts } from '../../disagreement/six-lines.ts'
import { messagePicture } from '../../picture/grid/message-picture.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { undoImportButton } from './change-parts.ts'
import { differParts } from './differ-parts.ts'
import { elsewhereParts } from './elsewhere-parts.ts'
import { goToPoll } from './go-to-poll.ts'
import { afterButtons, pageButtons, paperHeading } from './poll-view.ts'
import { reasonParts } from './reason-parts.ts'
import { reportHeadline, reportParts } from './report-parts.ts'
import { settledUnderResult } from './settled-parts.ts'
import { closedMoment, stateOf, turnout, votesWords } from './status-lines.ts'
import { summaryParts } from './summary-parts.ts'
import { headlineParts, hollowParts, tooFewParts } from './tally-parts.ts'

/** The outcome of a round, posted when the poll closes. @param page The URL of the poll's page, if it has one. */
export function outcomeView(poll: Disclosure, page: string | undefined): View {
  const { paper, current } = poll
  return {
    summary: `Round ${current.number} on “${paper.title}” is closed. ${reportHeadline(poll)}`,
    name: `Result: ${paper.title}, round ${current.number}, ${counted(current.votes, 'vote')}`,
    state: 'closed',
    parts: [
      paperHeading(poll),
      { kind: 'text', tone: 'status', text: outcomeLine(poll) },
      ...findingParts(poll),
      { kind: 'buttons', buttons: afterButtons(poll, page) },
    ],
  }
}

/** The report of a round whose votes were revealed, for the poll's thread: voting goes on. */
export function revealedView(poll: Disclosure): View {
  const status = { strong: 'Votes are visible.' }
  return {
    summary: `The votes on “${poll.paper.title}” are visible. ${reportHeadline(poll)}`,
    parts: [
      paperHeading(poll),
      { kind: 'text', tone: 'status', text: [status, ' ', ...turnout(poll)] },
      ...reportLines(poll),
    ],
  }
}

/** The six lines. */
function reportLines(poll: Disclosure): readonly Part[] {
  const summary = reportSummary(poll)
  if (poll.current.hidden || summary === undefined) return []
  const { parts } = summary
  return [
    ...headlineParts(poll),
    ...summaryParts(parts.since),
    ...linesBelow(parts),
    ...differParts(poll, poll.current, summary),
  ]
}

/** The lines that follow the headline and the change since the round before. */
const linesBelow = ({ axes, shape, reading, expected, settle, also }: SummaryParts): readonly Part[] => [
  ...summaryParts([...axes, ...shape, ...reading, ...expected]),
  ...settleParts(settle),
  ...summaryParts(also),
]

/** "Round 1 is closed. Wed 25 Nov, 18:00 · 8 votes" */
function outcomeLine(poll: Disclosure): readonly Span[] {
  const { number, closedAt } = poll.current
  return [
    { strong: `Round ${number} is closed.` },
    ' ',
    ...(closedAt === undefined ? [] : ([{ time: closedAt, as: 'moment' }, ' · '] as const)),
    votesWords(poll.current),
  ]
}

/** The six lines with the picture among them, and a reason of each side. */
function findingParts(poll: Disclosure): readonly Part[] {
  const { current } = poll
  const summary = reportSummary(poll)
  const picture = { kind: 'picture', picture: messagePicture(poll) } as const
  if (current.hidden || summary === undefined) return [picture, ...tooFewParts(poll)]
  return [
    ...headlineParts(poll),
    ...summaryParts(summary.parts.since),
    picture,
    ...hollowParts(poll),
    ...linesBelow(summary.parts),
    ...differParts(poll, current, summary),
    ...settledUnderResult(poll),
    ...reasonParts(current, summary.case),
    ...elsewhereParts(poll),
  ]
}

const settleParts = (lines: readonly string[]): readonly Part[] =>
  summaryParts(lines).map((part) => (part.kind === 'text' ? { ...part, tone: 'callout' } : part))

/** Replaces the outcome of a round that was opened again. */
export function reopenedView({ current }: Disclosure): View {
  const text = `Round ${current.number} is open again. The result follows when it closes.`
  return { summary: text, parts: [{ kind: 'text', text }] }
}

interface ResultOptions {
  /** More polls that the words may refer to. */
  readonly others: readonly Part[]
  /** The URL of the poll's page, if it has one. */
  readonly page: string | undefined
  /** Whether the person may post the results for everyone where they asked. */
  readonly mayShare: boolean
  /** Whether a message shows the poll. */
  readonly isPosted: boolean
  /** Whether the person may delete all polls that were imported with it. */
  readonly mayUndoImport: boolean
}

/** The results, only visible to the person who asked. */
export function resultView(
  poll: Disclosure,
  { page, mayShare, isPosted, mayUndoImport, others }: ResultOptions,
): View {
  const args = { paper: poll.id }
  const buttons: readonly (Button | LinkButton)[] = [
    ...(mayShare ? [{ label: 'Share', call: { command: 'share', args: { poll: poll.id } } }] : []),
    ...(mayShare && !isPosted
      ? [{ label: 'Post it again here', call: { command: 'show', args: { poll: poll.id } } }]
      : []),
    { label: 'Export', call: { command: 'export', args } },
    ...pageButtons(page),
    ...(mayUndoImport ? [undoImportButton(poll.id)] : []),
  ]
  return {
    summary: resultSummary(poll),
    parts: [...reportParts(poll), { kind: 'buttons', buttons }, ...others],
  }
}

const resultSummary = (poll: Disclosure): string => `Result on “${poll.paper.title}”: ${reportHeadline(poll)}`

interface SharedOptions {
  /** The URL of the poll's page, if it has one. */
  readonly page: string | undefined
  /** The address of the poll's message, if it has one. */
  readonly message: string | undefined
  /** Where the poll lives. */
  readonly place: Place
  /** Who shared it; absent of results that an earlier version shared. */
  readonly by?: Person | undefined
}

/** The result, shown to everyone: headline, picture, and the question that would settle it. */
export function sharedView(poll: Disclosure, options: SharedOptions): View {
  const { id, current, paper } = poll
  const settle = current.hidden ? [] : (reportSummary(poll)?.parts.settle ?? [])
  return {
    summary: resultSummary(poll),
    name: `Result: ${paper.title}, ${counted(current.votes, 'vote')}`,
    state: stateOf(poll),
    parts: [
      paperHeading(poll),
      { kind: 'text', tone: 'muted', text: sharedLine(poll, options) },
      ...headlineParts(poll),
      { kind: 'picture', picture: messagePicture(poll) },
      ...tooFewParts(poll),
      ...settleParts(settle),
      {
        kind: 'buttons',
        buttons: [
          { label: 'Full report', call: { command: 'results', args: { paper: id } } },
          ...goToPoll(options.message),
          ...pageButtons(options.page),
        ],
      },
    ],
  }
}

/** "Result of a poll in #reading-group · 8 votes · 25 Nov, 18:00 · shared by Ada" */
function sharedLine(poll: Disclosure, { place, by }: SharedOptions): readonly Span[] {
  return [
    'Result of a poll in ',
    { place },
    ' · ',
    ...turnout(poll),
    ...closedMoment(poll).flatMap((moment) => [' · ', moment]),
    ...(by === undefined ? [] : [' · shared by ', { person: by }]),
  ]
}

/** The full report alone. */
export const reportView = (poll: Disclosure): View => ({
  summary: resultSummary(poll),
  parts: reportParts(poll),
})

/** A poll's web page: the full report and the downloads. */
export function pageView(poll: Disclosure, downloads: readonly Part[]): View {
  return { summary: resultSummary(poll), parts: [...reportParts(poll), ...downloads] }
}
