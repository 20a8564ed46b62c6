import { truncate } from '../../chat/truncate.ts'
import type { Button, Part, View } from '../../chat/view.ts'
import { mayTakePart } from '../../poll/permissions.ts'
import type { SeenGroup } from '../../reading/find-group.ts'
import type { Entry, Group } from '../../reading/group.ts'
import { mayOrganise } from '../../reading/permissions.ts'
import { listEntriesFor, takesVotes } from '../../reading/reading-list.ts'
import { emptyPart, listParts, noPapersWords, withVotes } from './list-parts.ts'
import { groupButton } from './reading-parts.ts'

/** Entries in one message: with a button each, no platform has room for many more. */
const perPage = 8
/** Where each can be moved, by two buttons. */
const movedPerPage = 6
/** No platform shows more choices in one menu. */
const maxInMenu = 25

interface ListOptions {
  /** Whether to list only what the person nominated. */
  readonly isMine: boolean
  /** From 1; the last one, if the list has become shorter. */
  readonly page: number
  /** Whether the person may post the board. */
  readonly mayPostBoard: boolean
  readonly now: number
}

/** The whole reading list for one person, in pages: as on the board, with the nominations that they can remove. */
export function readingListView(
  { group, actor }: SeenGroup,
  { isMine, page, mayPostBoard, now }: ListOptions,
): View {
  const person = actor.person.id
  const { entries: all, hasCounts } = listEntriesFor(group, person)
  const own = all.filter(({ by }) => by?.id === person)
  const entries = isMine ? own : all
  const isOrdered = !takesVotes(group)
  const isMoved = isOrdered && !isMine && mayOrganise(actor, group)
  const size = isMoved ? movedPerPage : perPage
  const pages = Math.max(1, Math.ceil(entries.length / size))
  const current = Math.min(page, pages)
  const first = (current - 1) * size
  const shown = entries.slice(first, first + size)
  const mayVote = mayTakePart(actor)
  const buttons = [
    ...(current > 1 ? [pageButton(group, 'Previous', current - 1, isMine)] : []),
    ...(current < pages ? [pageButton(group, 'More', current + 1, isMine)] : []),
    ...(mayPostBoard ? [groupButton(group, 'Post the list here', 'reading board')] : []),
  ]
  return {
    summary: `${group.name}: reading list`,
    parts: [
      { kind: 'heading', text: `${group.name}: reading list` },
      ...(entries.length === 0
        ? [emptyPart(isMine ? 'You have no papers on the list.' : noPapersWords(group))]
        : listParts(shown, {
            ...{ hasCounts, now, from: first + 1 },
            ...(mayVote ? withVotes(group) : { isAttributed: true }),
          }).flatMap((line, i) => [
            line,
            ...(isMoved
              ? moveParts(group, shown[i], { at: first + i + 1, last: entries.length, page: current })
              : []),
          ])),
      ...(hasCounts || isOrdered
        ? []
        : [{ kind: 'text', text: 'You see the votes once you have voted for a paper.' } as const]),
      ...(mayVote ? removeParts(group, own) : []),
      ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const]),
    ],
  }
}

const pageButton = (group: Group, label: string, page: number, isMine: boolean): Button =>
  groupButton(group, label, 'reading list', { page: String(page), ...(isMine && { mine: 'yes' }) })

/** Buttons that move an entry by one place. @param at Its place, from 1. */
function moveParts(
  group: Group,
  entry: Entry | undefined,
  { at, last, page }: { readonly at: number; readonly last: number; readonly page: number },
): readonly Part[] {
  if (entry === undefined || last === 1) return []
  const { id, title } = entry.paper
  const move = (label: string, position: number): Button => ({
    ...groupButton(group, label, 'reading order', {
      paper: id,
      position: String(position),
      page: String(page),
    }),
    name: `${label}: “${title}”`,
  })
  const buttons = [...(at > 1 ? [move('Up', at - 1)] : []), ...(at < last ? [move('Down', at + 1)] : [])]
  return [{ kind: 'buttons', buttons }]
}

const removeParts = (group: Group, own: readonly Entry[]): readonly Part[] =>
  own.length === 0
    ? []
    : [
        {
          kind: 'choices',
          label: 'Remove a nomination of mine',
          choices: own
            .slice(0, maxInMenu)
            .map(({ paper }) =>
              groupButton(group, truncate(paper.title, 80), 'reading remove', { paper: paper.id }),
            ),
        },
      ]
