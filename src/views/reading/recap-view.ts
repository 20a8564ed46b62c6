import { counted } from '../../chat/text.ts'
import type { Part, Text, View } from '../../chat/view.ts'
import { boardLines, reportSummary } from '../../disagreement/poll-summary.ts'
import { messagePicture } from '../../picture/grid/message-picture.ts'
import { type Disclosure, selectRound } from '../../poll/disclose.ts'
import type { Entry, Group, Session } from '../../reading/group.ts'
import { notesSource } from '../../reading/notes-source.ts'
import type { Question } from '../../reading/questions/question.ts'
import { movedParts } from '../poll/moved-parts.ts'
import { reasonParts } from '../poll/reason-parts.ts'
import { reportHeadline } from '../poll/report-parts.ts'
import { settledUnderResult } from '../poll/settled-parts.ts'
import { summaryParts } from '../poll/summary-parts.ts'
import { recapQuestionParts } from './question-parts.ts'
import { groupButton, lateParts, nominateButton, startText } from './reading-parts.ts'

/** The recap of a session: the rounds next to each other, reasons, who moved and why, the notes, and what is next. */
export function recapView(
  group: Group,
  { session, entry, poll, page, questions, lateMs, now }: RecapFacts,
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
      ...(page === undefined || poll === undefined || !hasVotes(poll)
        ? []
        : [{ kind: 'text', text: [{ link: 'Open page', url: page }] } as const]),
      { kind: 'text', text: nextLine(group, session, now) },
      ...lateParts('Posted', lateMs),
      {
        kind: 'buttons',
        buttons: [
          groupButton(group, 'Add notes…', 'reading notes', { session: session.id }),
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
  readonly lateMs: number
  readonly now: number
}

/** "Next: AI Control, Wed 9 Dec, 17:00 (Berlin)." */
function nextLine(group: Group, { after }: Session, now: number): Text {
  if (after === undefined) return 'No further session is planned.'
  const { title, url, start } = after
  const when = startText(group, start, now)
  if (title === undefined) return ['Next: ', when, '. No paper yet.']
  return ['Next: ', url === undefined ? title : { link: title, url }, ', ', when, '.']
}

const hasVotes = ({ rounds }: Disclosure): boolean => rounds.some(({ votes }) => votes > 0)

function pollParts(poll: Disclosure): readonly Part[] {
  if (!hasVotes(poll)) return [{ kind: 'text', text: 'Nobody voted.' }]
  const { current } = poll
  const summary = reportSummary(poll)
  const rounds = poll.rounds.map((round) => ({
    name: `Round ${round.number}`,
    value: round.hidden ? 'votes hidden' : roundLine(selectRound(poll, round.number)),
  }))
  return [
    { kind: 'picture', picture: messagePicture(poll) },
    { kind: 'facts', facts: rounds },
    // The headline is in the line of its round.
    ...summaryParts(summary?.lines.slice(1) ?? boardLines(poll)),
    ...(current.hidden || summary === undefined
      ? []
      : [...settledUnderResult(poll), ...reasonParts(current, summary.case), ...movedParts(poll, current)]),
  ]
}

function roundLine(poll: Disclosure): string {
  const votes = counted(poll.current.votes, 'vote')
  const headline = reportHeadline(poll)
  if (poll.current.votes === 0) return 'nobody voted.'
  return headline.startsWith(votes) ? headline : `${votes}. ${headline}`
}
