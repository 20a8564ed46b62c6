import type { Button, LinkButton, Part, Span, View } from '../../chat/view.ts'
import { type Cell, cellLabel, cells, cellTitle } from '../../grid/axes.ts'
import { sourceLabel } from '../../paper/paper.ts'
import { messagePicture } from '../../picture/grid/message-picture.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { EditedField } from '../../poll/poll.ts'
import { levelsButton } from '../explain/levels-view.ts'
import { stateOf, statusParts, votesWords } from './status-lines.ts'
import { headlineParts, hollowParts, tallyParts, tooFewParts } from './tally-parts.ts'

/**
 * A poll's message: the paper, the current state, the votes, and the buttons. Its board keeps it up to date.
 *
 * @param page The URL of the poll's page, if it has one: a closed round leads there.
 */
export function pollView(poll: Disclosure, page?: string): View {
  const { paper, current } = poll
  const isOpen = current.state === 'open'
  return {
    summary: `${poll.opener.name} opened a poll: ${paper.title}`,
    name: `Poll: ${paper.title}, ${isOpen ? 'open' : 'closed'}, ${votesWords(current)}`,
    state: stateOf(poll),
    parts: [
      paperHeading(poll),
      ...bylineParts(poll),
      ...statusParts(poll),
      ...actParts(poll),
      ...(poll.note === undefined
        ? []
        : [{ kind: 'quote', text: poll.note, from: poll.noteBy ?? poll.opener.name } as const]),
      ...(isOpen ? [] : headlineParts(poll)),
      { kind: 'picture', picture: messagePicture(poll) },
      ...(isOpen ? tallyParts(poll) : [...hollowParts(poll), ...tooFewParts(poll)]),
      ...(isOpen ? votingParts(poll) : closedParts(poll, page)),
    ],
  }
}

/** Replaces the message of a deleted poll. */
export const deletedView: View = {
  summary: 'This poll and its votes were deleted.',
  parts: [{ kind: 'text', text: 'This poll and its votes were deleted.' }],
}

/** The paper's title, linked if it has a URL. */
export function paperHeading({ paper }: Pick<Disclosure, 'paper'>): Part {
  const title: Span = paper.url === undefined ? paper.title : { link: paper.title, url: paper.url }
  return { kind: 'heading', text: [title] }
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
  return [
    { kind: 'text', tone: 'muted', text: lines.flatMap((line, i) => (i === 0 ? line : [' · ', ...line])) },
  ]
}

const at = (time: number): readonly Span[] => [' (', { time, as: 'moment' }, ')']

/** "Evan Hubinger, Carson Denison, Jesse Mu et al. · 2024 · arXiv:2401.05566"; empty if nothing is known. */
export function bylineParts({ paper }: Pick<Disclosure, 'paper'>): readonly Part[] {
  const authors = paper.authors.slice(0, 3).join(', ') + (paper.authors.length > 3 ? ' et al.' : '')
  const source = sourceLabel(paper)
  const isTitle = source === paper.title
  const facts = [authors, paper.year?.toString(), isTitle ? undefined : source].filter(Boolean)
  return facts.length === 0 ? [] : [{ kind: 'text', tone: 'muted', text: facts.join(' · ') }]
}

function votingParts({ id: poll }: Disclosure): readonly Part[] {
  const vote = (answer: string, label: string): Button => ({
    label,
    call: { command: 'vote', args: { poll, answer } },
  })
  const voteAt = (cell: Cell): Button => ({
    ...vote(String(cell.index), cellLabel(cell)),
    name: `${cellLabel(cell)}, ${cellTitle(cell)}`,
  })
  const rows = [0, 1, 2].map((row) => cells.filter((cell) => cell.row === row).map(voteAt))
  return [
    ...rows.map((buttons): Part => ({ kind: 'buttons', buttons })),
    {
      kind: 'buttons',
      buttons: [
        {
          ...vote('neither', 'Neither (applications)'),
          name: 'Neither (applications): applications research',
        },
        { ...vote('unsure', 'Unsure'), name: 'Unsure about both' },
        { label: 'Full ballot…', call: { command: 'ballot', args: { poll } } },
        levelsButton,
        { label: 'More…', call: { command: 'more', args: { poll } } },
      ],
    },
  ]
}

const closedParts = (poll: Disclosure, page: string | undefined): readonly Part[] => [
  {
    kind: 'buttons',
    buttons: [
      ...afterButtons(poll, page),
      { label: 'More…', call: { command: 'more', args: { poll: poll.id } } },
    ],
  },
]

/** The button that leads to a poll's page, if it has one. */
export const pageButtons = (url: string | undefined): readonly LinkButton[] =>
  url === undefined ? [] : [{ label: 'Open page', url }]

/** The buttons of a closed round; a sealed poll has no New round. @param page The URL of the poll's page, if it has one. */
export function afterButtons(
  { id: paper, sealedAt }: Disclosure,
  page?: string,
): readonly (Button | LinkButton)[] {
  const act = (label: string, command: string): Button => ({ label, call: { command, args: { paper } } })
  return [
    ...(sealedAt === undefined ? [act('New round', 'revote')] : []),
    act('Full report', 'results'),
    ...pageButtons(page),
    act('Export', 'export'),
  ]
}
