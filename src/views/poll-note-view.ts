import { counted } from '../chat/text.ts'
import type { Button, View } from '../chat/view.ts'
import type { Disclosure } from '../poll/disclose.ts'
import { noteView } from './note-view.ts'
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

/**
 * A note to the opener of a new poll: how the closing time was read, and a button for another paper.
 *
 * @param second Opens a poll on a second paper that was typed.
 * @param next Places the next paper of the same message.
 */
export function openedNote(
  closing: string | undefined,
  second: Button | undefined,
  next: Button | undefined,
): View | undefined {
  const sentences = [
    ...(closing === undefined ? [] : [`The poll closes ${closing}.`]),
    ...(second === undefined
      ? []
      : ['A poll is about one paper. Open the second one, with the same options:']),
    ...(next === undefined ? [] : ['That message links more papers.']),
  ]
  const buttons = [second, next].filter((button) => button !== undefined)
  return sentences.length === 0 ? undefined : noteView(sentences.join(' '), buttons)
}
