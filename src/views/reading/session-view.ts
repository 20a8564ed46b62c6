import type { Button, Part, Span, Text, View } from '../../chat/view.ts'
import { boardLines, reportSummary } from '../../disagreement/poll-summary.ts'
import { gridPicture } from '../../picture/grid/grid-picture.ts'
import { type Disclosure, selectRound } from '../../poll/disclose.ts'
import {
  type Entry,
  entryOf,
  type Group,
  type Past,
  type Session,
  type SessionId,
} from '../../reading/group.ts'
import type { stepDoing } from '../../reading/steps.ts'
import { movedParts } from '../poll/moved-parts.ts'
import { reasonParts } from '../poll/reason-parts.ts'
import { reportHeadline } from '../poll/report-parts.ts'
import { summaryParts } from '../poll/summary-parts.ts'
import {
  groupButton,
  lateParts,
  nominationParts,
  paperLink,
  sessionFacts,
  toMoment,
} from './reading-parts.ts'

/** Who wants to come, pressed on the announcement. */
const comingButtons = (group: Group, { id }: Session): readonly Button[] => [
  { ...groupButton(group, 'Coming', 'reading next', { session: id, answer: 'coming' }), style: 'primary' },
  groupButton(group, 'Not this time', 'reading next', { session: id, answer: 'not-coming' }),
]

/** A session that is to come, as it is announced; its message stays true. */
export function announcementView(group: Group, session: Session): View {
  const entry = entryOf(group, session)
  const count = session.coming.length
  return {
    summary: `${group.name} reads “${entry?.paper.title ?? 'a paper'}”`,
    parts: [
      { kind: 'heading', text: `${group.name}: next session` },
      { kind: 'facts', facts: sessionFacts(group, session) },
      ...(entry === undefined ? [] : nominationParts(entry)),
      ...(count === 0 ? [] : [{ kind: 'text', text: `${count} coming.` } as const]),
      ...lateParts('Announced', announcedLateMs(group, session)),
      { kind: 'buttons', buttons: [...comingButtons(group, session), ...facilitateButtons(group, session)] },
    ],
  }
}

/** How late a session was announced, in ms; what was due before the group asked for it is not late. */
function announcedLateMs({ scheduledAt }: Group, { steps: { announce } }: Session): number {
  if (announce?.state.kind !== 'done' || announce.state.by !== undefined || announce.due < scheduledAt)
    return 0
  return announce.state.at - announce.due
}

/** An announced session that will not be. */
export function skippedView(group: Pick<Group, 'name'>, { session, entry, why }: Past): View {
  const summary = `Skipped${why === undefined ? '' : `: ${why}`}`
  return {
    summary,
    parts: [
      { kind: 'heading', text: `${group.name}: session skipped` },
      { kind: 'facts', facts: [{ name: 'Was', value: toMoment(session.start) }] },
      { kind: 'text', text: `${summary}.` },
      ...(entry === undefined
        ? []
        : [{ kind: 'text', text: [paperLink(entry.paper), ' comes first next time.'] } as const]),
    ],
  }
}

const facilitateButtons = (group: Group, { id, facilitator }: Session): readonly Button[] =>
  facilitator === undefined ? [groupButton(group, "I'll lead it", 'reading facilitators', { take: id })] : []

/** What stands above the thread of a session. */
export function openingView(group: Group, session: Session, lateMs: number): View {
  const entry = entryOf(group, session)
  const title = entry?.paper.title ?? 'a paper'
  return {
    summary: `${group.name} reads “${title}” now`,
    parts: [
      { kind: 'heading', text: `${group.name} reads now` },
      { kind: 'facts', facts: sessionFacts(group, session) },
      ...(entry === undefined ? [] : nominationParts(entry)),
      { kind: 'text', text: 'Place the paper in the thread: votes are hidden until the reveal.' },
      ...lateParts('Opened', lateMs),
      ...(session.facilitator === undefined
        ? [{ kind: 'buttons', buttons: facilitateButtons(group, session) } as const]
        : []),
    ],
  }
}

/** What the group goes on to talk about once the votes are shown. */
export function promptView(poll: Disclosure, lateMs: number): View {
  const summary = reportSummary(poll)
  const [headline = ''] = summary?.lines ?? boardLines(poll)
  const crux = summary?.crux
  return {
    summary: headline,
    parts: [
      { kind: 'text', text: { strong: 'The votes are shown.' } },
      { kind: 'text', text: headline },
      ...(crux === undefined
        ? []
        : [{ kind: 'text', text: [{ strong: 'To settle:' }, ` ${crux}`] } as const]),
      ...lateParts('Revealed', lateMs),
    ],
  }
}

/** The second round, for everyone in the thread. */
export const revoteView = (poll: Disclosure, lateMs: number): View => ({
  summary: `Round ${poll.current.number} is open`,
  parts: [
    {
      kind: 'text',
      text: `Round ${poll.current.number} is open: vote again in the poll above, whether or not you were moved.`,
    },
    ...lateParts('Opened', lateMs),
  ],
})

/** What came of a session: both rounds beside each other, who moved and why, what would settle it, what is next. */
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
              from: session.facilitator?.name ?? 'The facilitator',
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
  /** The address of the poll's page, where people can reach it. */
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
    { kind: 'picture', picture: gridPicture(poll) },
    { kind: 'facts', facts: rounds },
    ...summaryParts(summary?.lines ?? boardLines(poll)),
    ...(current.hidden || summary === undefined
      ? []
      : [...reasonParts(current, summary.case), ...movedParts(poll, current)]),
  ]
}

function roundLine(poll: Disclosure): string {
  const { votes } = poll.current
  return `${votes === 1 ? '1 vote' : `${votes} votes`}. ${reportHeadline(poll)}`
}

/** A nudge before a session, the same words for everyone who is expected. */
export function sessionReminderView(group: Group, session: Session, poll: Disclosure | undefined): View {
  const entry = entryOf(group, session)
  const title = entry?.paper.title ?? 'a paper'
  const vote: readonly Button[] =
    poll === undefined
      ? comingButtons(group, session)
      : [{ label: 'Full ballot…', style: 'primary', call: { command: 'ballot', args: { poll: poll.id } } }]
  return {
    summary: `${group.name} reads “${title}” soon`,
    parts: [
      { kind: 'heading', text: `${group.name} reads soon` },
      { kind: 'facts', facts: sessionFacts(group, session) },
      {
        kind: 'text',
        text:
          poll === undefined
            ? 'Are you coming? If you have answered, there is nothing left to do.'
            : 'Your vote is expected. If you have voted, there is nothing left to do.',
      },
      {
        kind: 'buttons',
        buttons: [...vote, groupButton(group, 'Stop reminding me', 'reading mute')],
      },
    ],
  }
}

/** Told to whoever leads a session, once it is known. */
export const leadingView = (group: Group, session: Session): View => ({
  summary: `You lead the next session of ${group.name}`,
  parts: [
    { kind: 'heading', text: `You lead the next session of ${group.name}` },
    { kind: 'facts', facts: sessionFacts(group, session) },
    {
      kind: 'buttons',
      buttons: [
        groupButton(group, 'Pass this turn', 'reading facilitators', { pass: session.date }),
        groupButton(group, 'Open it now', 'reading next', { do: 'open', session: session.id }),
      ],
    },
  ],
})

/** One sentence what was not done and why, one what to do, and a button that does it now. */
export const organiserNoticeView = (
  group: Group,
  { text, remedy }: { readonly text: string; readonly remedy: string },
  manualStep?: { readonly step: keyof typeof stepDoing; readonly session: SessionId },
): View => ({
  summary: text,
  parts: [
    { kind: 'text', text: [{ strong: `${group.name}: ` }, `${text} ${remedy}`] },
    {
      kind: 'buttons',
      buttons: [
        ...(manualStep === undefined
          ? []
          : [
              groupButton(group, 'Do it now', 'reading next', {
                do: manualStep.step,
                session: manualStep.session,
              }),
            ]),
        groupButton(group, 'Next session', 'reading next'),
      ],
    },
  ],
})

/** What is left of an announcement once its session was held. */
export function heldView({ name }: Group, { session, entry }: Past): View {
  const summary = `${name} has read “${entry?.paper.title ?? 'a paper'}”`
  const paper = entry === undefined ? 'a paper' : paperLink(entry.paper)
  return {
    summary,
    parts: [{ kind: 'text', text: [`${name} has read `, paper, ', ', toMoment(session.start)] }],
  }
}

/** Said in the channel. */
export const lineView = (text: string): View => ({ summary: text, parts: [{ kind: 'text', text }] })
