import { fillCall } from '../chat/call.ts'
import { counted } from '../chat/text.ts'
import type { Button, Part, View } from '../chat/view.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { Group } from '../reading/group.ts'
import { paperHeading, statusLine } from './poll/poll-view.ts'
import { groupParts } from './reading/reading-board-view.ts'

/** The start page: how to begin, the open polls, and the channel's reading groups. */
export function homeView(polls: readonly Disclosure[], groups: readonly Group[]): View {
  return {
    summary: 'Cruxgrid',
    parts: [
      {
        kind: 'text',
        text: 'Read papers together: everyone places one on the grid, and I show where you disagree.',
      },
      {
        kind: 'buttons',
        buttons: [
          { label: 'Start a poll…', style: 'primary', call: fillCall({ command: 'poll', args: {} }) },
          { label: 'Explain…', call: fillCall({ command: 'explain', args: { private: 'yes' } }) },
          { label: 'Help', call: { command: 'help', args: {} } },
        ],
      },
      { kind: 'heading', text: 'Open polls' },
      ...(polls.length === 0
        ? [{ kind: 'text', text: 'None at the moment. Start one with a link to a paper.' } as const]
        : openPollsView(polls).parts),
      ...groups.flatMap(groupParts),
    ],
  }
}

/** The open polls, each with its buttons; without parts if no poll is open. */
export function openPollsView(polls: readonly Disclosure[]): View {
  return { summary: 'Open polls', parts: polls.flatMap(openPollParts) }
}

function openPollParts(poll: Disclosure): readonly Part[] {
  const { id, current } = poll
  const act = (label: string, command: string, args: Readonly<Record<string, string>>): Button => ({
    label,
    call: { command, args },
  })
  return [
    paperHeading(poll),
    { kind: 'text', text: [...statusLine(poll), ` · ${counted(current.votes, 'vote')}`] },
    {
      kind: 'buttons',
      buttons: [
        act('Full ballot…', 'ballot', { poll: id }),
        act('Results', 'results', { paper: id }),
        act('More…', 'more', { poll: id }),
      ],
    },
  ]
}
