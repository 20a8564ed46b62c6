import type { Part, View } from '../chat/view.ts'
import type { HomePolls } from '../poll/home-polls.ts'
import { noteView } from './note-view.ts'
import { toCard } from './poll-card.ts'

type OpenPolls = Pick<HomePolls, 'waiting' | 'open'>

/** The open polls of the reader's channel, or of the one that they look at. */
export function openHereView(polls: OpenPolls): View {
  const cards = toCardsHere(polls)
  return cards.length === 0
    ? noteView('No polls are open in this channel.')
    : withHeading('Open polls in this channel', cards)
}

/** The open polls of every channel that the reader sees. */
export function openEverywhereView({ waiting, open }: OpenPolls): View {
  const cards = [...waiting, ...open].map(toCard)
  return cards.length === 0
    ? noteView('No polls are open in the channels that you can see.')
    : withHeading('Open polls', cards)
}

/** The open polls of a place that is the reader's alone; without parts if no poll is open. */
export const openPollsView = (polls: OpenPolls): View => ({
  summary: 'Open polls',
  parts: toCardsHere(polls),
})

const toCardsHere = ({ waiting, open }: OpenPolls): readonly Part[] =>
  [...waiting, ...open].map(({ place: _, ...poll }) => toCard(poll))

const withHeading = (text: string, cards: readonly Part[]): View => ({
  summary: text,
  parts: [{ kind: 'heading', text }, ...cards],
})
