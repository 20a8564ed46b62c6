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
  /** How the closing time was read, if it should be shown. */
  readonly closing: string | undefined
  /** Opens a poll on a second paper that was typed. */
  readonly second: Button | undefined
  /** Places the next paper of the same message. */
  readonly next: Button | undefined
  readonly parts: ActParts
}

/** A note to the opener of a new poll: how the closing time was read, what couldn't be done, and a button for another paper. */
export function openedNote({ id }: Disclosure, { closing, second, next, parts }: Opened): View | undefined {
  const sentences: readonly (readonly Span[])[] = [
    ...(closing === undefined ? [] : [[`The poll closes ${closing}.`]]),
    ...labelSentences(parts),
    ...(second === undefined
      ? []
      : [['A poll is about one paper. Open the second one, with the same options:']]),
    ...(next === undefined ? [] : [['That message links more papers.']]),
  ]
  const others = [second, next].filter((button) => button !== undefined)
  const buttons = [...retryButtons(id, parts), ...others]
  if (sentences.length === 0) return undefined
  return noteView(
    sentences.flatMap((sentence, i) => (i === 0 ? sentence : [' ', ...sentence])),
    buttons,
  )
}
