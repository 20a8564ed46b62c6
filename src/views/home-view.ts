import { fillCall } from '../chat/call.ts'
import type { Button, Part, Text, View } from '../chat/view.ts'
import type { HomePolls } from '../poll/home-polls.ts'
import { toCard } from './poll-card.ts'
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

/** Parts under a heading; empty without any. */
const toSection = (heading: string, parts: readonly Part[]): readonly Part[] =>
  parts.length === 0 ? [] : [{ kind: 'heading', text: heading }, ...parts]
