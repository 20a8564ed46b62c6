import type { Place } from '../../chat/caller.ts'
import { agree, counted } from '../../chat/text.ts'
import type { Part, Span, Text, View } from '../../chat/view.ts'
import { type Actor, mayTakePart } from '../../poll/permissions.ts'
import type { SeenGroup } from '../../reading/find-group.ts'
import { entryOf, type Group, nextSessionOf, type Past, type Session } from '../../reading/group.ts'
import type { UpcomingSession } from '../../reading/plan.ts'
import { sessionToAskAbout } from '../../reading/questions/asked-session.ts'
import { listEntriesFor } from '../../reading/reading-list.ts'
import { writeDate } from '../../time/write-time.ts'
import { attachmentSpans } from './attachment-parts.ts'
import {
  boardListParts,
  emptyPart,
  listParts,
  moreOnListPart,
  noPapersWords,
  voteParts,
} from './list-parts.ts'
import { askButtons } from './question-parts.ts'
import { groupButton, nominateButton, paperLink, startText } from './reading-parts.ts'
import { comingButtons } from './session-buttons.ts'
import { whereWords } from './where-parts.ts'

const maxOnBoard = 10
const maxAtHome = 5

/**
 * A reading group's board: running sessions, the next one, the one after it, what is attached to the last one, and the
 * reading list.
 *
 * @param last The last session that was held.
 */
export function readingBoardView(
  group: Group,
  later: readonly UpcomingSession[],
  now: number,
  last?: Past,
): View {
  const next = nextSessionOf(group)
  const { entries, hasCounts } = listEntriesFor(group, undefined)
  const open = group.sessions.filter(({ openedAt }) => openedAt !== undefined)
  return {
    summary: `${group.name}: reading list`,
    state: 'reading',
    parts: [
      { kind: 'heading', text: group.name },
      ...open.map((session): Part => ({ kind: 'text', text: runningText(group, session) })),
      { kind: 'text', text: nextText(group, later, now) },
      ...afterParts(next, group, later, now),
      ...lastParts(last, now),
      ...boardListParts(group, entries.slice(0, maxOnBoard), hasCounts, now),
      ...(entries.length > maxOnBoard ? [moreOnListPart(entries.length - maxOnBoard)] : []),
      ...noticeParts(group),
      {
        kind: 'buttons',
        buttons: [
          nominateButton(group),
          groupButton(group, 'Full list', 'reading list'),
          groupButton(group, 'History', 'reading history'),
          ...askButtons(group, sessionToAskAbout(group, undefined, now)),
        ],
      },
    ],
  }
}

function runningText(group: Group, session: Session): Text {
  const entry = group.entries.find(({ paper }) => paper.id === session.paper)
  return ['Happening now: ', entry === undefined ? "today's session" : paperLink(entry.paper)]
}

/** The next session; while it has no record, computed from the schedule. @param where Its channel, for readers elsewhere. */
function nextText(
  group: Group,
  [planned]: readonly UpcomingSession[],
  now: number,
  where?: Place,
): readonly Span[] {
  const next = nextSessionOf(group)
  const start = next?.start ?? planned?.start
  if (start === undefined) return ['No session is planned.']
  const entry = next && entryOf(group, next)
  return [
    'Next session: ',
    startText(group, start, now),
    ...(where === undefined ? [] : [' in ', { place: where }]),
    ' · ',
    entry === undefined ? 'no paper yet' : paperLink(entry.paper),
    ...whereWords(group, next),
    ...(next?.facilitator === undefined ? [] : [' · led by ', { person: next.facilitator }]),
  ]
}

/** The session after the next one, with or without a record. */
function afterParts(
  next: Session | undefined,
  group: Group,
  later: readonly UpcomingSession[],
  now: number,
): readonly Part[] {
  const others = group.sessions.filter(
    ({ start, openedAt }) => openedAt === undefined && start !== next?.start,
  )
  const [first] = [...others, ...later].toSorted((a, b) => a.start - b.start)
  return next === undefined || first === undefined
    ? []
    : [{ kind: 'text', text: `After that: ${writeDate(first.date, now)}` }]
}

/** "Last session: Wed 2 Dec, AI Control · Recording"; empty if nothing is attached to it. */
function lastParts(last: Past | undefined, now: number): readonly Part[] {
  const attached = last === undefined ? [] : attachmentSpans(last.session)
  if (last === undefined || attached.length === 0) return []
  const { entry, session } = last
  const paper = entry === undefined ? [] : [', ', paperLink(entry.paper)]
  return [
    { kind: 'text', text: [`Last session: ${writeDate(session.date, now)}`, ...paper, ' · ', ...attached] },
  ]
}

function noticeParts({ notes }: Group): readonly Part[] {
  const unseen = notes.filter(({ told }) => told === 0).length
  if (unseen === 0) return []
  return [
    {
      kind: 'text',
      text: [
        `${counted(unseen, 'notice')} for organisers: type `,
        { typed: 'reading next' },
        ` to read ${agree(unseen, 'it', 'them')}.`,
      ],
    },
  ]
}

/** A group with its sessions that have no record yet, for a person's start page. */
export interface HomeGroup extends SeenGroup {
  readonly later: readonly UpcomingSession[]
}

/**
 * A group on a person's start page: its next session and whether they are coming, the first entries of its list and, for
 * who takes part, a menu to vote for them.
 */
export function groupParts({ group, actor, later }: HomeGroup, now: number): readonly Part[] {
  const { entries, hasCounts } = listEntriesFor(group, undefined)
  const first = entries.slice(0, maxAtHome)
  const next = nextSessionOf(group)
  return [
    { kind: 'heading', text: group.name },
    { kind: 'text', text: nextText(group, later, now, group.place) },
    ...(next === undefined ? [] : attendanceParts(next, actor)),
    ...(first.length === 0 ? [emptyPart(noPapersWords(group))] : listParts(first, { hasCounts, now })),
    ...(mayTakePart(actor) ? voteParts(group, first) : []),
    {
      kind: 'buttons',
      buttons: [
        ...(next === undefined || !mayTakePart(actor) ? [] : comingButtons(group, next)),
        groupButton(group, 'Next session', 'reading next'),
        groupButton(group, 'Full list', 'reading list'),
      ],
    },
  ]
}

/** Whether a person is coming, if they have said so. */
function attendanceParts({ coming, notComing }: Session, { person: { id } }: Actor): readonly Part[] {
  if (coming.includes(id)) return [{ kind: 'text', text: "You're coming." }]
  return notComing.includes(id) ? [{ kind: 'text', text: "You're not coming this time." }] : []
}
