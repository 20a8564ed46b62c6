import { fillCall } from '../chat/call.ts'
import type { Button, Text, View } from '../chat/view.ts'
import type { OpenPoll } from '../poll/list-polls.ts'
import type { SeenGroup } from '../reading/find-group.ts'
import { openPollsView } from './open-polls-view.ts'
import { groupParts } from './reading/reading-board-view.ts'

interface Home {
  readonly open: readonly OpenPoll[]
  /** Whether the person may open polls. */
  readonly mayOpen: boolean
  readonly groups: readonly SeenGroup[]
  readonly now: number
}

/** The start page: how to begin, the open polls, and the reading groups. */
export function homeView({ open, mayOpen, groups, now }: Home): View {
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
      { kind: 'heading', text: 'Open polls' },
      ...(open.length === 0 ? [{ kind: 'text', text: none } as const] : openPollsView(open).parts),
      ...groups.flatMap((group) => groupParts(group, now)),
    ],
  }
}
