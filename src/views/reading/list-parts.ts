import { counted } from '../../chat/text.ts'
import { truncate } from '../../chat/truncate.ts'
import type { Button, Part, Span } from '../../chat/view.ts'
import type { Entry, Group } from '../../reading/group.ts'
import { takesVotes } from '../../reading/reading-list.ts'
import { writeDate } from '../../time/write-time.ts'
import { groupButton, paperLink } from './reading-parts.ts'

/** In characters. */
const maxReason = 120

/** For an empty list: papers of sessions are no longer on it. */
export const noPapersWords = ({ sessions }: Group): string =>
  sessions.some(({ paper }) => paper !== undefined) ? 'No other papers yet.' : 'No papers yet.'

/** The list as on the board, where a button nominates. */
export const boardListParts = (
  group: Group,
  entries: readonly Entry[],
  hasCounts: boolean,
  now: number,
): readonly Part[] =>
  entries.length === 0
    ? [{ kind: 'text', text: `${noPapersWords(group)} Press Nominate to add one.` }]
    : listParts(entries, { hasCounts, now, ...withVotes(group) })

/** Adds to each line who nominated the paper and why and, where people vote, a button that votes for it or takes the vote back. */
export const withVotes = (group: Group) => ({
  isAttributed: true,
  ...(takesVotes(group) && { buttonOf: toVoteButton(group) }),
})

const toVoteButton =
  (group: Group) =>
  ({ paper }: Entry): Button => ({
    ...groupButton(group, 'Vote', 'reading list', { vote: paper.id }),
    name: `Vote for “${paper.title}”`,
  })

interface Lines {
  readonly hasCounts: boolean
  readonly now: number
  /** The number of the first line, 1 by default. */
  readonly from?: number
  /** Whether each line says who nominated the paper, and why. */
  readonly isAttributed?: boolean
  readonly buttonOf?: (entry: Entry) => Button
}

/** The list as numbered lines; entries pinned to a date show it. */
export function listParts(
  entries: readonly Entry[],
  { hasCounts, now, from = 1, isAttributed = false, buttonOf }: Lines,
): readonly Part[] {
  return entries.map((entry, i) => ({
    kind: 'text',
    text: [
      `${from + i}. `,
      ...entryLine(entry, hasCounts, now),
      ...(isAttributed ? nominationWords(entry) : []),
    ],
    ...(buttonOf && { button: buttonOf(entry) }),
  }))
}

/** " · Ada: “short and new”"; without a reason " · nominated by Ada". */
function nominationWords({ why, by }: Entry): readonly string[] {
  if (why !== undefined) return [` · ${by?.name ?? 'Someone'}: “${truncate(why, maxReason)}”`]
  return by === undefined ? [] : [` · nominated by ${by.name}`]
}

/** Says how many entries are left out of a message. */
export const moreOnListPart = (count: number): Extract<Part, { kind: 'text' }> => ({
  kind: 'text',
  text: `${count} more: press Full list.`,
  leftOut: count,
})

/** Stands for an empty list where no button nominates. */
export const emptyPart = (empty: string): Part => ({
  kind: 'text',
  text: [`${empty} To nominate one: `, { typed: 'reading add <link>' }],
})

function entryLine(
  { paper, votes, pinned, isNext, carriedFrom }: Entry,
  hasCounts: boolean,
  now: number,
): readonly Span[] {
  return [
    paperLink(paper),
    ...(hasCounts ? [` · ${counted(votes.length, 'vote')}`] : []),
    ...(isNext !== true ? [] : [` · carried over${from(carriedFrom, now)}`]),
    ...(pinned === undefined ? [] : [` · pinned to ${writeDate(pinned.date, now)}`]),
  ]
}

/** " from Wed 25 Nov" */
const from = (date: string | undefined, now: number): string =>
  date === undefined ? '' : ` from ${writeDate(date, now)}`

/** One menu for everyone, where people vote: choosing an entry votes for it, or takes the vote back. */
export const voteParts = (group: Group, entries: readonly Entry[]): readonly Part[] =>
  entries.length === 0 || !takesVotes(group)
    ? []
    : [
        {
          kind: 'choices',
          label: 'Vote for a paper',
          choices: entries.map(({ paper }) =>
            groupButton(group, truncate(paper.title, 80), 'reading list', { vote: paper.id }),
          ),
        },
      ]
