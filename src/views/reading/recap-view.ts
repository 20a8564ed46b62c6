import { counted } from '../../chat/text.ts'
import type { Part, Span, Text, View } from '../../chat/view.ts'
import { boardLines, reportSummary } from '../../disagreement/poll-summary.ts'
import { messagePicture } from '../../picture/grid/message-picture.ts'
import { type Disclosure, selectRound } from '../../poll/disclose.ts'
import { type Entry, type Group, notesSource, type Session } from '../../reading/group.ts'
import { movedParts } from '../poll/moved-parts.ts'
import { reasonParts } from '../poll/reason-parts.ts'
import { reportHeadline } from '../poll/report-parts.ts'
import { summaryParts } from '../poll/summary-parts.ts'
import { groupButton, lateParts, toMoment } from './reading-parts.ts'

/** The recap of a session: the rounds next to each other, reasons, who moved and why, the notes, and what is next. */
export function recapView(group: Group, { session, entry, poll, page, lateMs }: RecapFacts): View {
  const title = entry?.paper.title ?? poll?.paper.title ?? 'the paper'
  return {
    summary: `Recap of “${title}”`,
    parts: [
      { kind: 'heading', text: `Recap: ${title}` },
      ...(poll === undefined ? [{ kind: 'text', text: 'There was no poll.' } as const] : pollParts(poll)),
      ...(session.notes === undefined
        ? []
        : [
            {
              kind: 'quote',
              text: session.notes,
              from: notesSource(session, session.facilitator?.name),
            } as const,
          ]),
      ...(page === undefined
        ? []
        : [{ kind: 'text', text: [{ link: 'The poll on a page of its own', url: page }] } as const]),
      { kind: 'text', text: nextLine(session) },
      ...lateParts('Posted', lateMs),
      {
        kind: 'buttons',
        buttons: [
          groupButton(group, 'Add notes…', 'reading notes', { session: session.id }),
          groupButton(group, 'Nominate…', 'fill', { call: 'reading-add' }),
        ],
      },
    ],
  }
}

export interface RecapFacts {
  readonly session: Session
  readonly entry: Entry | undefined
  readonly poll: Disclosure | undefined
  /** The URL of the poll's page; `undefined` if it has none that people can open. */
  readonly page: string | undefined
  readonly lateMs: number
}

/** "Next: AI Control, on …" */
function nextLine({ after }: Session): Text {
  if (after === undefined) return 'No session is planned after this one.'
  const { title, url, start } = after
  const paper: Span =
    title === undefined ? 'whatever is first on the list' : url === undefined ? title : { link: title, url }
  return ['Next: ', paper, ', ', toMoment(start), ...(title === undefined ? ['. Nominate a paper.'] : [])]
}

function pollParts(poll: Disclosure): readonly Part[] {
  const { current } = poll
  const summary = reportSummary(poll)
  const rounds = poll.rounds.map((round) => ({
    name: `Round ${round.number}`,
    value: round.hidden ? 'hidden' : roundLine(selectRound(poll, round.number)),
  }))
  return [
    { kind: 'picture', picture: messagePicture(poll) },
    { kind: 'facts', facts: rounds },
    ...summaryParts(summary?.lines ?? boardLines(poll)),
    ...(current.hidden || summary === undefined
      ? []
      : [...reasonParts(current, summary.case), ...movedParts(poll, current)]),
  ]
}

function roundLine(poll: Disclosure): string {
  const { votes } = poll.current
  return `${counted(votes, 'vote')}. ${reportHeadline(poll)}`
}
