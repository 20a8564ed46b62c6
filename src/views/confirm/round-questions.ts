import { agree, counted } from '../../chat/text.ts'
import type { Button, View } from '../../chat/view.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { confirmView } from './confirm-view.ts'

/** Whether closing the round shows what was hidden, or can't be taken back. */
export const asksBeforeClosing = ({ visibility, current }: Disclosure): boolean =>
  visibility === 'anonymous' || current.hidden

/** Asks before a round is closed. */
export function closeQuestion(poll: Disclosure): View {
  const { number, hidden, votes } = poll.current
  const act = `Close round ${number}`
  const cost =
    poll.visibility === 'anonymous'
      ? " It can't be reopened; a new round can start."
      : hidden
        ? votes === 0
          ? ' Nobody has voted.'
          : ` Its ${counted(votes, 'vote becomes', 'votes become')} visible.`
        : ''
  return confirmView(`${act} on “${poll.paper.title}”?${cost}`, [actButton(poll, act, 'close')])
}

/** Asks before hidden votes are shown. */
export function revealQuestion(poll: Disclosure): View {
  const { paper, visibility, shownFrom = 0, current } = poll
  const { number, votes } = current
  const isAnonymous = visibility === 'anonymous'
  const what = votes === 0 ? 'votes' : counted(votes, 'vote')
  const effect =
    votes === 0
      ? 'Nobody has voted yet.'
      : votes < shownFrom
        ? `Results are shown from ${shownFrom} votes on, so ${agree(votes, 'it stays', 'they stay')} hidden.`
        : `Everyone here will see ${agree(votes, 'it', 'them')}, ${isAnonymous ? 'without' : 'with'} names.`
  const cost = isAnonymous
    ? `This closes round ${number}, which can't be reopened; a new round can start.`
    : "Votes can't be hidden again in this round."
  return confirmView(`Reveal the ${what} on “${paper.title}”? ${effect} ${cost}`, [
    actButton(poll, 'Reveal votes', 'reveal'),
  ])
}

/** Carries the round that was asked about: the answer does nothing to another one. */
const actButton = ({ id, current }: Disclosure, label: string, command: string): Button => ({
  label,
  call: { command, args: { paper: id, sure: 'yes', round: String(current.number) } },
})
