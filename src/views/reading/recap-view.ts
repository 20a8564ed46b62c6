import { standingRound } from '../../atlas/atlas-papers.ts'
import { counted } from '../../chat/text.ts'
import type { Button, Part, Span, Text, View } from '../../chat/view.ts'
import { differLine } from '../../disagreement/differ.ts'
import { hiddenLine, reportSummary } from '../../disagreement/poll-summary.ts'
import { messagePicture } from '../../picture/grid/message-picture.ts'
import { type Disclosure, selectRound } from '../../poll/disclose.ts'
import type { OpenRound } from '../../poll/disclosed-round.ts'
import type { Entry, Group, Session } from '../../reading/group.ts'
import { notesSource } from '../../reading/notes-source.ts'
import type { Question } from '../../reading/questions/question.ts'
import { worthAnswers } from '../../reading/worth.ts'
import { movedParts } from '../poll/moved-parts.ts'
import { reasonParts } from '../poll/reason-parts.ts'
import { reportHeadline } from '../poll/report-parts.ts'
import { settledUnderResult } from '../poll/settled-parts.ts'
import { summaryParts } from '../poll/summary-parts.ts'
import { hollowParts } from '../poll/tally-parts.ts'
import { attachmentSpans } from './attachment-parts.ts'
import { recapQuestionParts } from './question-parts.ts'
import { groupButton, lateParts, nominateButton, startText } from './reading-parts.ts'

/** The recap of a session: the rounds next to each other, reasons, who moved and why, the notes, and what is next. */
export function recapView(
  group: Group,
  { session, entry, poll, page, questions, answered, lateMs, now }: RecapFacts,
): View {
  const title = entry?.paper.title ?? poll?.paper.title
  return {
    summary: title === undefined ? `${group.name}: recap` : `Recap of “${title}”`,
    state: 'reading',
    parts: [
      { kind: 'heading', text: title === undefined ? `${group.name}: recap` : `Recap: ${title}` },
      ...(poll === undefined ? [{ kind: 'text', text: 'No poll was held.' } as const] : pollParts(poll)),
      ...recapQuestionParts(questions),
      ...(session.notes === undefined
        ? []
        : [
            {
              kind: 'quote',
              text: session.notes,
              from: notesSource(session, session.facilitator?.name),
            } as const,
          ]),
      ...linkParts(session, poll === undefined || !hasVotes(poll) ? undefined : page),
      { kind: 'text', text: nextLine(group, session, now) },
      ...lateParts('Posted', lateMs),
      ...worthParts(group, session, answered),
      {
        kind: 'buttons',
        buttons: [
          groupButton(group, 'Add notes…', 'reading notes', { session: session.id }),
          ...afterButtons(group, session),
          nominateButton(group),
        ],
      },
    ],
  }
}

export interface RecapFacts {
  readonly session: Session
  readonly entry: Entry | undefined
  /** In order. */
  readonly questions: readonly Question[]
  readonly poll: Disclosure | undefined
  /** The URL of the poll's page; `undefined` if it has none that people can open. */
  readonly page: string | undefined
  /** How many people have said whether it was worth it. */
  readonly answered: number
  readonly lateMs: number
  readonly now: number
}

/** "Recording · Slides · Open page" */
export function linkParts(session: Session, page: string | undefined): readonly Part[] {
  const attached = attachmentSpans(session)
  const opens: readonly Span[] = page === undefined ? [] : [{ link: 'Open page', url: page }]
  const text =
    attached.length > 0 && opens.length > 0 ? [...attached, ' · ', ...opens] : [...attached, ...opens]
  return text.length === 0 ? [] : [{ kind: 'text', text }]
}

/** Asks whether the session was worth it; empty in groups that want no extras. */
function worthParts(group: Group, { id }: Session, answered: number): readonly Part[] {
  if (group.extras === 'off') return []
  const count = answered === 0 ? '' : ` · ${answered} answered`
  return [
    { kind: 'text', text: `Was it worth it?${count}` },
    {
      kind: 'buttons',
      buttons: Object.entries(worthAnswers).map(([answer, label]) =>
        groupButton(group, label, 'answer-worth', { session: id, answer }),
      ),
    },
  ]
}

/** More buttons of the recap; empty in groups that want no extras. */
const afterButtons = (group: Group, { id }: Session): readonly Button[] =>
  group.extras === 'off'
    ? []
    : [
        groupButton(group, 'Attach…', 'attach-form', { session: id }),
        groupButton(group, 'Get it as a post…', 'post-form', { session: id }),
      ]

/** "Next: AI Control, Wed 9 Dec, 17:00 (Berlin)." */
export function nextLine(group: Group, { after }: Session, now: number): Text {
  if (after === undefined) return 'No further session is planned.'
  const { title, url, start } = after
  const when = startText(group, start, now)
  if (title === undefined) return ['Next: ', when, '. No paper yet.']
  return ['Next: ', url === undefined ? title : { link: title, url }, ', ', when, '.']
}

const hasVotes = ({ rounds }: Disclosure): boolean => rounds.some(({ votes }) => votes > 0)

/** The rounds, and the result of the last one that has votes to show. */
function pollParts(whole: Disclosure): readonly Part[] {
  if (!hasVotes(whole)) return [{ kind: 'text', text: 'Nobody voted.' }]
  const standing = standingRound(whole)
  const poll = standing === undefined ? whole : selectRound(whole, standing.number)
  const { current } = poll
  const summary = reportSummary(poll)
  const rounds = whole.rounds.map((round) => ({
    name: `Round ${round.number}`,
    value: round.hidden ? hiddenLine(round) : roundLine(selectRound(whole, round.number), round),
  }))
  return [
    { kind: 'picture', picture: messagePicture(poll) },
    ...hollowParts(poll),
    { kind: 'facts', facts: rounds },
    // The headline is in the line of its round.
    ...summaryParts(summary?.lines.slice(1) ?? []),
    ...(current.hidden || summary === undefined
      ? []
      : [...settledUnderResult(poll), ...reasonParts(current, summary.case), ...movedParts(poll, current)]),
  ]
}

/** "7 votes. Consensus on Worst-case. Asked why they differ, 3 say it is the words." */
function roundLine(poll: Disclosure, { votes, extras }: OpenRound): string {
  if (votes === 0) return 'nobody voted.'
  const count = counted(votes, 'vote')
  const headline = reportHeadline(poll)
  return [
    ...(headline.startsWith(count) ? [] : [`${count}.`]),
    headline,
    ...(extras?.differ === undefined ? [] : [differLine(extras.differ)]),
  ].join(' ')
}
