import { counted } from '../chat/text.ts'
import type { Button, Span, View } from '../chat/view.ts'
import type { Disclosure } from '../poll/disclose.ts'
import { noteView } from './note-view.ts'
import { type ActParts, labelSentences, retryButtons } from './poll/acted-notes.ts'
import { undoButton } from './poll/change-parts.ts'
import { isCountedLive } from './poll/vote-visibility.ts'

export const sealedView = ({ paper }: Disclosure): View => noteView(`Sealed the poll on “${paper.title}”.`)

export const deletedView = ({ paper }: Disclosure, votes: number): View =>
  noteView(`Deleted the poll on “${paper.title}”${votes === 0 ? '' : ` and its ${counted(votes, 'vote')}`}.`)

export const reasonRemovedView = ({ paper }: Disclosure): View =>
  noteView(`Removed the reason from the poll on “${paper.title}”. The vote stays.`)

/** @param change The id of the withdrawal, if it can be undone. */
export function withdrawnView(poll: Disclosure, change: string | undefined): View {
  const withdrawn = `Your vote on “${poll.paper.title}” has been withdrawn. You can vote again any time.`
  const cost =
    isCountedLive(poll) && !poll.current.hidden
      ? ' Results are already visible, so people may guess which vote was withdrawn.'
      : ''
  return noteView(withdrawn + cost, change === undefined ? [] : [undoButton(poll.id, change)])
}

interface Opened {
  /** How the closing time was read, if it wasn't typed that way. */
  readonly closing: string | undefined
  /** The only one who was asked to vote: a command of some platforms has room for one. */
  readonly asked: Span | undefined
  /** Opens a poll on a second paper that was typed. */
  readonly second: Button | undefined
  /** Places the next paper of the same message. */
  readonly next: Button | undefined
  readonly parts: ActParts
}

/** A note to the opener of a new poll, with what they may want to do next; `undefined` if there is nothing to say. */
export function openedNote(
  { id }: Disclosure,
  { closing, asked, second, next, parts }: Opened,
): View | undefined {
  const sentences: readonly (readonly Span[])[] = [
    ...(asked === undefined ? [] : [['Asked ', asked, ' to vote.']]),
    ...(closing === undefined ? [] : [[`The poll closes ${closing}.`]]),
    ...labelSentences(parts),
    ...(second === undefined
      ? []
      : [['A poll is about one paper. Open the second one, with the same options:']]),
    ...(next === undefined ? [] : [['That message links more papers.']]),
  ]
  if (sentences.length === 0) return undefined
  const more: Button = { label: 'Add people…', call: { command: 'edit', args: { paper: id } } }
  const others = [asked === undefined ? undefined : more, second, next].filter(
    (button) => button !== undefined,
  )
  const text = sentences.flatMap((sentence, i) => (i === 0 ? sentence : [' ', ...sentence]))
  return noteView(text, [...retryButtons(id, parts), ...others])
}
