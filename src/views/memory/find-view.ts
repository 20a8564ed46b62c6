import { excerptOf, type FoundItem } from '../../atlas/find-text.ts'
import { maxSearched, type SearchedItem } from '../../atlas/searched-items.ts'
import { counted } from '../../chat/text.ts'
import { truncate } from '../../chat/truncate.ts'
import type { Fact, Span, View } from '../../chat/view.ts'
import type { PollId } from '../../poll/poll.ts'
import { noteView } from '../note-view.ts'
import { pollLink } from '../poll/go-to-poll.ts'
import { paperWords } from './paper-words.ts'

export const foundPerPage = 10

interface FindOptions {
  /** As they were typed. */
  readonly words: string
  /** From 1. */
  readonly page: number
  readonly isLast: boolean
  /** Whether texts of older polls were not searched. */
  readonly isCut: boolean
  /** The addresses of the messages that show the polls of this page. */
  readonly links: ReadonlyMap<PollId, string>
}

/** “sandbox” in 14 channels: nothing. @param channels Those that the reader sees and that have polls. */
export const nothingFoundView = (words: string, channels: number): View =>
  noteView(`Nothing about “${truncate(words, 60)}” in ${counted(channels, 'channel')} you can see.`)

/** The first, or the next, of what a search has found. */
export function findView(found: readonly FoundItem<SearchedItem>[], options: FindOptions): View {
  const { words, page, isLast, isCut, links } = options
  const facts = found.map((one): Fact => {
    const { item } = one
    const url = item.poll && links.get(item.poll.id)
    const paper = item.poll ?? item.about
    const title = paper === undefined ? (item.group ?? '') : paperWords(paper)
    return {
      name: title,
      value: [...whereWords(one), ...(url === undefined ? [] : [' ', pollLink(url)])],
    }
  })
  const call = { command: 'find', args: { words, page: String(page + 1) } }
  return {
    summary: `Found for “${truncate(words, 60)}”`,
    parts: [
      { kind: 'heading', text: `Found for “${truncate(words, 60)}”` },
      { kind: 'facts', facts },
      ...(isCut
        ? [
            {
              kind: 'text',
              text: `Reasons and notes were searched in the newest ${maxSearched} polls.`,
              tone: 'muted',
            } as const,
          ]
        : []),
      ...(isLast ? [] : [{ kind: 'buttons', buttons: [{ label: 'More', call }] } as const]),
    ],
  }
}

/** "Reason by Ada: “…around the first hit…”" */
function whereWords(one: FoundItem<SearchedItem>): readonly Span[] {
  const { kind, by, group } = one.item
  const excerpt = `“${excerptOf(one)}”`
  const from: readonly Span[] = by === undefined ? [] : [' by ', 'id' in by ? { person: by } : by.name]
  switch (kind) {
    case 'paper':
      return one.where === 'authors' || one.where === 'text' ? ['Paper: ', excerpt] : ['Paper.']
    case 'note':
      return ['Note to voters', ...from, ': ', excerpt]
    case 'why':
      return ['Reason', ...from, ': ', excerpt]
    case 'movedBy':
      return ['Reason for a change', ...from, ': ', excerpt]
    case 'crux':
      return ['What would move ', ...(from.length === 0 ? ['a voter'] : from.slice(1)), ': ', excerpt]
    case 'question':
      return [`Asked in ${group ?? ''}`, ...from, ': ', excerpt]
    case 'listed':
      return [`On the reading list of ${group ?? ''}.`]
    case 'nomination':
      return [`Nominated in ${group ?? ''}`, ...from, ': ', excerpt]
    case 'recap':
      return [`Notes of a session of ${group ?? ''}: `, excerpt]
  }
}
