import type { Button, Part, Span, View } from '../../chat/view.ts'
import { boardLines } from '../../disagreement/poll-summary.ts'
import { cellLabel, cells } from '../../grid/axes.ts'
import { sourceLabel } from '../../paper/paper.ts'
import { gridPicture } from '../../picture/grid/grid-picture.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { EditedField } from '../../poll/poll.ts'
import { writeMoment } from '../../time/write-time.ts'
import { summaryParts } from './summary-parts.ts'
import { tallyTable } from './tally-table.ts'
import { isCountedLive } from './vote-visibility.ts'

/** A poll's message: the paper, the current state, and the buttons. Its board keeps it up to date. */
export function pollView(poll: Disclosure): View {
  const { paper, current } = poll
  const lines = boardLines(poll)
  return {
    summary: `${paper.title}: ${lines[0] ?? ''}`,
    parts: [
      paperHeading(poll),
      { kind: 'text', text: statusLine(poll) },
      ...actParts(poll),
      ...(poll.note === undefined
        ? []
        : [{ kind: 'quote', text: poll.note, from: poll.noteBy ?? poll.opener } as const]),
      { kind: 'picture', picture: gridPicture(poll) },
      ...summaryParts(lines),
      ...tallyTable(poll),
      ...(current.state === 'open' ? votingParts(poll) : closedParts(poll)),
    ],
  }
}

/** Replaces the message of a deleted poll. */
export const deletedView: View = {
  summary: 'This poll was deleted.',
  parts: [{ kind: 'text', text: 'This poll was deleted, and its ballots with it.' }],
}

/** The paper's title, linked if it has a URL. */
export function paperHeading({ paper }: Pick<Disclosure, 'paper'>): Part {
  const title: Span = paper.url === undefined ? paper.title : { link: paper.title, url: paper.url }
  return { kind: 'heading', text: [title] }
}

/** "Hubinger et al. · 2019 · Round 1 · open · closes …" and who can see the votes. */
export function statusLine(poll: Disclosure): readonly Span[] {
  const { current, voted, expected } = poll
  const facts: Span[] = [`Round ${current.number}`, ' · ', { strong: stateWord(poll) }]
  if (voted !== undefined) facts.push(` · ${voted} of ${expected}`)
  if (current.state === 'open') facts.push(...closingTime(poll))
  return [...byline(poll), ...facts, ' · ', secrecy(poll)]
}

/** " · closes Fri 4 Dec, 17:00 (Berlin), in 6 days"; without a zone, as in old polls, only how long it is until then. */
function closingTime({ closesAt, closesZone, openedAt }: Disclosure): readonly Span[] {
  if (closesAt === undefined) return []
  const countdown: Span = { time: closesAt, as: 'countdown' }
  if (closesZone === undefined) return [' · closes ', countdown]
  return [` · closes ${writeMoment(closesAt, closesZone, openedAt)}, `, countdown]
}

/** The names of editable fields in "Changed by Ben: title, closing time". */
const fieldWords: Readonly<Record<EditedField, string>> = {
  title: 'title',
  note: 'note',
  closes: 'closing time',
  expect: 'who should vote',
}

/** "Changed by Ben: title (Thu 3 Dec, 9:00) · Closed by Ben (Fri 4 Dec, 17:00)": who last did what. */
function actParts({ acts: { changed, revealed, closed }, sealedAt }: Disclosure): readonly Part[] {
  const words = changed?.fields.map((field) => fieldWords[field]).join(', ')
  const lines: readonly (readonly Span[])[] = [
    ...(changed === undefined
      ? []
      : [['Changed by ', { person: changed.by }, `: ${words}`, ...at(changed.at)]]),
    ...(revealed === undefined ? [] : [['Revealed by ', { person: revealed.by }, ...at(revealed.at)]]),
    ...(closed === undefined ? [] : [['Closed by ', { person: closed.by }, ...at(closed.at)]]),
    ...(sealedAt === undefined ? [] : [['Sealed', ...at(sealedAt)]]),
  ]
  if (lines.length === 0) return []
  return [{ kind: 'text', text: lines.flatMap((line, i) => (i === 0 ? line : [' · ', ...line])) }]
}

const at = (time: number): readonly Span[] => [' (', { time, as: 'moment' }, ')']

function byline({ paper }: Disclosure): readonly Span[] {
  const authors = paper.authors.slice(0, 3).join(', ') + (paper.authors.length > 3 ? ' et al.' : '')
  const source = sourceLabel(paper)
  const isTitle = source === paper.title
  const parts = [authors, paper.year?.toString(), isTitle ? undefined : source].filter(Boolean)
  return parts.length === 0 ? [] : [`${parts.join(' · ')} · `]
}

function stateWord({ current }: Disclosure): string {
  if (current.state === 'closed') return 'closed'
  return current.hidden && current.shownFrom === undefined ? 'blind' : 'open'
}

function secrecy(poll: Disclosure): string {
  if (poll.visibility === 'names') {
    if (poll.current.state === 'closed') return 'names shown'
    return poll.current.hidden
      ? 'hidden until the reveal, then shown with names'
      : 'names are shown to everyone in this channel'
  }
  return isCountedLive(poll)
    ? 'anonymous, counted live: in a small group people can guess a vote from when the count changes'
    : 'anonymous: nobody here can see who voted what, not even admins or in exports'
}

function votingParts({ id: poll }: Disclosure): readonly Part[] {
  const vote = (answer: string, label: string): Button => ({
    label,
    call: { command: 'vote', args: { poll, answer } },
  })
  const rows = [0, 1, 2].map((row) =>
    cells.filter((cell) => cell.row === row).map((cell) => vote(String(cell.index), cellLabel(cell))),
  )
  return [
    ...rows.map((buttons): Part => ({ kind: 'buttons', buttons })),
    {
      kind: 'buttons',
      buttons: [
        vote('neither', 'Neither (applications)'),
        vote('unsure', 'Unsure'),
        { label: 'Full ballot…', call: { command: 'ballot', args: { poll } } },
        { label: 'Explain', call: { command: 'explain', args: {} } },
        { label: 'More…', call: { command: 'more', args: { poll } } },
      ],
    },
  ]
}

function closedParts({ id: poll }: Disclosure): readonly Part[] {
  return [
    {
      kind: 'buttons',
      buttons: [
        { label: 'Results', call: { command: 'results', args: { paper: poll } } },
        { label: 'Explain', call: { command: 'explain', args: {} } },
        { label: 'More…', call: { command: 'more', args: { poll } } },
      ],
    },
  ]
}
