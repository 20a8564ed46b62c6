import type { Part, Span } from '../chat/view.ts'
import type { HomePoll } from '../poll/home-polls.ts'
import { stanceWords } from './poll/stance-words.ts'
import { shortStatus } from './poll/status-lines.ts'

/** With its place where readers can't know it. */
type Listed = Omit<HomePoll, 'place'> & Partial<Pick<HomePoll, 'place'>>

/** A poll as a card. */
export function toCard(listed: Listed): Part {
  const { poll, place, url, mayVote } = listed
  const { id, paper, state } = poll
  const where: readonly Span[] = place === undefined ? [] : [{ place }, ' · ']
  const body = ownWords(listed)
  return {
    kind: 'card',
    title: paper.title,
    ...(url !== undefined && { url }),
    subtitle: [...where, ...shortStatus(poll)],
    ...(body !== undefined && { body }),
    buttons: [
      ...(mayVote && state === 'open'
        ? [{ label: 'Full ballot…', call: { command: 'ballot', args: { poll: id } } }]
        : []),
      { label: 'Full report', call: { command: 'results', args: { paper: id } } },
    ],
  }
}

/** "You voted: Engineering × Worst-case."; `undefined` if nothing leads to the vote, and for people who may not vote. */
function ownWords({ poll: { state, current }, own, mayVote }: Listed): string | undefined {
  if (own === undefined) return undefined
  if (own !== null) return `You voted: ${stanceWords(own)}.`
  if (!mayVote) return undefined
  const inRound = current.number > 1 ? ' in this round' : ''
  return state === 'open' ? `You haven't voted${inRound}.` : `You didn't vote${inRound}.`
}
