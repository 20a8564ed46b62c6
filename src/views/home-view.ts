import { fillCall } from '../chat/call.ts'
import type { Button, Part, Span, Text, View } from '../chat/view.ts'
import type { HomePoll, HomePolls } from '../poll/home-polls.ts'
import { stanceWords } from './poll/stance-words.ts'
import { shortStatus } from './poll/status-lines.ts'
import { groupParts, type HomeGroup } from './reading/reading-board-view.ts'

/** More would leave no room for the polls that have just closed. */
const maxGroups = 10

interface Home {
  readonly polls: HomePolls
  /** Whether the person may open polls. */
  readonly mayOpen: boolean
  readonly groups: readonly HomeGroup[]
  readonly now: number
}

/** One person's start page: how to begin, the polls that wait for them and the others, and their reading groups. */
export function homeView({ polls, mayOpen, groups, now }: Home): View {
  const { waiting, open, closed } = polls
  const start: Button = {
    label: 'Start a poll…',
    style: 'primary',
    call: fillCall({ command: 'poll', args: {} }),
  }
  const none: Text = mayOpen
    ? ['No open polls. Press Start a poll, or type ', { typed: 'poll <link>' }]
    : 'No open polls.'
  return {
    summary: 'Cruxgrid',
    parts: [
      {
        kind: 'text',
        text: 'Post a paper, let everyone place it on the grid, and see where you disagree.',
      },
      {
        kind: 'buttons',
        buttons: [
          ...(mayOpen ? [start] : []),
          { label: 'Explain a term…', call: fillCall({ command: 'explain', args: {} }) },
          { label: 'Help', call: { command: 'help', args: {} } },
        ],
      },
      ...toSection('Waiting for you', waiting.map(toCard)),
      ...(waiting.length + open.length === 0
        ? toSection('Open', [{ kind: 'text', text: none }])
        : toSection('Open', open.map(toCard))),
      ...toSection(
        'Reading groups',
        groups.slice(0, maxGroups).flatMap((group) => groupParts(group, now)),
      ),
      ...toSection('Just closed', closed.map(toCard)),
    ],
  }
}

/** The open polls of a place that is the reader's alone; without parts if no poll is open. */
export const openPollsView = ({ waiting, open }: HomePolls): View => ({
  summary: 'Open polls',
  parts: [...waiting, ...open].map(({ place: _, ...poll }) => toCard(poll)),
})

/** Parts under a heading; empty without any. */
const toSection = (heading: string, parts: readonly Part[]): readonly Part[] =>
  parts.length === 0 ? [] : [{ kind: 'heading', text: heading }, ...parts]

type Listed = Omit<HomePoll, 'place'> & Partial<Pick<HomePoll, 'place'>>

/** A poll as a card. @param listed With its place where readers can't know it. */
function toCard(listed: Listed): Part {
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
