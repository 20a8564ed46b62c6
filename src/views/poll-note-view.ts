import { counted } from '../chat/text.ts'
import type { Button, Text, View } from '../chat/view.ts'
import type { Disclosure } from '../poll/disclose.ts'
import { noteView } from './note-view.ts'
import { undoButton } from './poll/change-parts.ts'
import { isCountedLive } from './poll/vote-visibility.ts'

/** The answer to an edit. @param closing When the poll closes now, in words; `undefined` if it stays open. */
export function savedView({ paper }: Disclosure, closing: Text | undefined): View {
  const saved = `Saved. The poll on “${paper.title}” now shows your changes.`
  if (closing === undefined) return noteView(saved)
  return { summary: saved, parts: [{ kind: 'text', text: [`${saved} It closes `, closing, '.'].flat() }] }
}

export function closedView({ id, paper, current, visibility }: Disclosure): View {
  const next: Button =
    visibility === 'anonymous'
      ? { label: 'New round', call: { command: 'revote', args: { paper: id } } }
      : { label: 'Reopen', call: { command: 'reopen', args: { paper: id } } }
  return noteView(`Closed round ${current.number} on “${paper.title}”. The result is in its thread.`, [next])
}

export const reopenedView = ({ paper, current }: Disclosure): View =>
  noteView(
    `Round ${current.number} on “${paper.title}” is open again. It stays open until someone closes it.`,
  )

export function revealedView({ paper, state }: Disclosure): View {
  const then =
    state === 'open'
      ? 'You can still vote.'
      : 'The reveal also closed the round, because the poll is anonymous.'
  return noteView(`The votes on “${paper.title}” are now visible to everyone here. ${then}`)
}

export const newRoundView = ({ paper, current }: Disclosure): View =>
  noteView(
    `Round ${current.number} on “${paper.title}” is open. Votes from round ${current.number - 1} are kept.`,
  )

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

/** A note to the opener of a new poll: how the closing time was read, and a button for a second paper. */
export function openedNote(closing: string | undefined, second: Button | undefined): View | undefined {
  const sentences = [
    ...(closing === undefined ? [] : [`The poll closes ${closing}.`]),
    ...(second === undefined
      ? []
      : ['A poll is about one paper. Open the second one, with the same options:']),
  ]
  return sentences.length === 0
    ? undefined
    : noteView(sentences.join(' '), second === undefined ? [] : [second])
}
