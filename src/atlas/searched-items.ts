import type { Paper } from '../paper/paper.ts'
import type { Said, SaidText } from '../poll/memory-records.ts'
import type { MemoryLine } from '../poll/memory-store.ts'
import type { PollId } from '../poll/poll.ts'
import type { FindableItem } from './find-text.ts'
import { toPaper } from './group-atlas.ts'
import type { PolledPaper } from './polled-papers.ts'

/** The newest polls whose texts are searched. */
export const maxSearched = 5000

/** A thing that a search finds, with the poll or the group that it is from. */
export type SearchedItem = FindableItem & {
  readonly kind: 'paper' | SaidText['kind'] | 'listed' | 'nomination' | 'question' | 'recap'
  /** The poll that shows it; absent of what belongs to a group. */
  readonly poll?: MemoryLine
  /** The name of a reading group. */
  readonly group?: string
  /** The paper that something of a group is about. */
  readonly about?: Pick<Paper, 'title' | 'authors' | 'year'>
  readonly by?: NonNullable<SaidText['by']>
}

/** The newest polls, whose texts are searched. */
export const newestLines = (lines: readonly MemoryLine[]): readonly MemoryLine[] =>
  lines.toSorted((a, b) => b.openedAt - a.openedAt).slice(0, maxSearched)

/** Every paper as an item, by its newest poll. */
export const paperItems = (papers: readonly PolledPaper[]): readonly SearchedItem[] =>
  papers.flatMap(({ id, polls }) => {
    const [newest] = polls.toSorted((a, b) => b.openedAt - a.openedAt)
    return newest === undefined
      ? []
      : [{ kind: 'paper', paper: toPaper(newest, id), poll: newest, at: newest.openedAt }]
  })

/** Every text of polls as an item; one that several people wrote or kept in several rounds is one. */
export const textItems = (
  lines: readonly MemoryLine[],
  texts: ReadonlyMap<PollId, Said>,
): readonly SearchedItem[] =>
  lines.flatMap((poll) => {
    const known = new Map<string, SearchedItem>()
    for (const { kind, text, by } of texts.get(poll.id)?.texts ?? [])
      known.set(`${kind} ${JSON.stringify(by)} ${text}`, {
        ...{ kind, text, poll, at: poll.openedAt },
        ...(by !== undefined && { by }),
      })
    return [...known.values()]
  })
