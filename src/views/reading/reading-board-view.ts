import { counted } from '../../chat/text.ts'
import { truncate } from '../../chat/truncate.ts'
import type { Part, Span, Text, View } from '../../chat/view.ts'
import { mayTakePart } from '../../poll/permissions.ts'
import type { SeenGroup } from '../../reading/find-group.ts'
import { type Entry, type Group, nextSessionOf, type Session } from '../../reading/group.ts'
import type { UpcomingSession } from '../../reading/plan.ts'
import { listEntriesFor } from '../../reading/reading-list.ts'
import { groupButton, nominationParts, paperLink, sessionFacts, toMoment } from './reading-parts.ts'

const maxOnBoard = 10
const maxAtHome = 5
/** No platform shows more choices in one menu. */
const maxInMenu = 25

/** A reading group's board: running sessions, the next one, the one after it, and the reading list. */
export function readingBoardView(group: Group, later: readonly UpcomingSession[]): View {
  const next = nextSessionOf(group)
  const { entries, hasCounts } = listEntriesFor(group, undefined)
  const open = group.sessions.filter(({ openedAt }) => openedAt !== undefined)
  return {
    summary: `${group.name}: reading group`,
    parts: [
      { kind: 'heading', text: group.name },
      ...open.map((session): Part => ({ kind: 'text', text: runningText(group, session) })),
      ...(next === undefined
        ? plannedParts(later)
        : [{ kind: 'facts', facts: sessionFacts(group, next) } as const]),
      ...afterParts(next, group, later),
      ...listParts(entries.slice(0, maxOnBoard), hasCounts),
      ...(entries.length > maxOnBoard
        ? [{ kind: 'text', text: `And ${entries.length - maxOnBoard} more.` } as const]
        : []),
      ...noticeParts(group),
      ...voteParts(group, entries.slice(0, maxOnBoard)),
      {
        kind: 'buttons',
        buttons: [
          groupButton(group, 'Nominate…', 'fill', { call: 'reading-add' }),
          groupButton(group, 'Full list', 'reading list'),
          groupButton(group, 'History', 'reading history'),
        ],
      },
    ],
  }
}

function runningText(group: Group, session: Session): Text {
  const entry = group.entries.find(({ paper }) => paper.id === session.paper)
  return ['Under way: ', entry === undefined ? 'a session' : paperLink(entry.paper)]
}

/** The next session, computed from the schedule, while it has no record. */
function plannedParts(later: readonly UpcomingSession[]): readonly Part[] {
  const [first] = later
  const text: Text =
    first === undefined ? 'No session is planned.' : ['Next session: ', toMoment(first.start)]
  return [{ kind: 'text', text }]
}

/** The session after the next one, with or without a record. */
function afterParts(
  next: Session | undefined,
  group: Group,
  later: readonly UpcomingSession[],
): readonly Part[] {
  const others = group.sessions.filter(
    ({ start, openedAt }) => openedAt === undefined && start !== next?.start,
  )
  const [first] = [...others, ...later].toSorted((a, b) => a.start - b.start)
  return next === undefined || first === undefined
    ? []
    : [{ kind: 'text', text: ['After that: ', toMoment(first.start)] }]
}

/** The list as numbered lines; entries pinned to a date show it. */
function listParts(entries: readonly Entry[], hasCounts: boolean): readonly Part[] {
  if (entries.length === 0) return [{ kind: 'text', text: 'The list is empty. Nominate a paper.' }]
  return entries.map((entry, i) => ({ kind: 'text', text: [`${i + 1}. `, ...entryLine(entry, hasCounts)] }))
}

function entryLine({ paper, votes, pinned }: Entry, hasCounts: boolean): readonly Span[] {
  return [
    paperLink(paper),
    ...(hasCounts ? [` · ${counted(votes.length, 'vote')}`] : []),
    ...(pinned === undefined ? [] : [` · kept for ${pinned.date}`]),
  ]
}

/** One menu for everyone: choosing an entry votes for it, or takes the vote back. */
const voteParts = (group: Group, entries: readonly Entry[]): readonly Part[] =>
  entries.length === 0
    ? []
    : [
        {
          kind: 'choices',
          label: 'Vote for what comes next',
          choices: entries.map(({ paper }) =>
            groupButton(group, truncate(paper.title, 80), 'reading list', { vote: paper.id }),
          ),
        },
      ]

function noticeParts({ notes }: Group): readonly Part[] {
  const unseen = notes.filter(({ told }) => told === 0).length
  if (unseen === 0) return []
  return [{ kind: 'text', text: `${counted(unseen, 'note')} for organisers.` }]
}

/** A group on the start page: the first entries of its list and, for who takes part, a menu to vote for them. */
export function groupParts({ group, actor }: SeenGroup): readonly Part[] {
  const { entries, hasCounts } = listEntriesFor(group, undefined)
  const first = entries.slice(0, maxAtHome)
  return [
    { kind: 'heading', text: group.name },
    ...listParts(first, hasCounts),
    ...(mayTakePart(actor) ? voteParts(group, first) : []),
    {
      kind: 'buttons',
      buttons: [
        groupButton(group, 'Next session', 'reading next'),
        groupButton(group, 'Full list', 'reading list'),
      ],
    },
  ]
}

interface ListOptions {
  /** Whether to list only what the person nominated. */
  readonly isMine: boolean
  /** Whether the person may post the board. */
  readonly mayPostBoard: boolean
}

/** The reading list for one person. */
export function readingListView({ group, actor }: SeenGroup, { isMine, mayPostBoard }: ListOptions): View {
  const person = actor.person.id
  const all = listEntriesFor(group, person)
  const entries = isMine ? all.entries.filter(({ by }) => by?.id === person) : all.entries
  const mayChoose = mayTakePart(actor)
  const own = mayChoose ? all.entries.filter(({ by }) => by?.id === person) : []
  return {
    summary: `${group.name}: the reading list`,
    parts: [
      { kind: 'heading', text: `${group.name}: the reading list` },
      ...listParts(entries, all.hasCounts),
      ...(isMine ? entries.flatMap(nominationParts) : []),
      ...(all.hasCounts
        ? []
        : [{ kind: 'text', text: 'Votes are hidden until you have cast one.' } as const]),
      ...(mayChoose ? voteParts(group, entries.slice(0, maxInMenu)) : []),
      ...(mayChoose && entries.length > maxInMenu
        ? [
            {
              kind: 'text',
              text: [
                `The menu has the first ${maxInMenu}. Vote for another with its link: `,
                { typed: 'reading list vote:…' },
              ],
            } as const,
          ]
        : []),
      ...(own.length === 0
        ? []
        : [
            {
              kind: 'choices',
              label: 'Remove one of yours',
              choices: own
                .slice(0, maxInMenu)
                .map(({ paper }) =>
                  groupButton(group, truncate(paper.title, 80), 'reading remove', { paper: paper.id }),
                ),
            } as const,
          ]),
      ...(mayPostBoard
        ? [{ kind: 'buttons', buttons: [groupButton(group, 'Post the board', 'reading board')] } as const]
        : []),
    ],
  }
}
