import { fillCall } from '../chat/call.ts'
import type { Button, Part, View } from '../chat/view.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { Group } from '../reading/group.ts'
import { paperHeading, statusLine } from './poll/poll-view.ts'
import { groupParts } from './reading/reading-board-view.ts'

/** Where somebody starts from: what is open, and what can be done. */
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

/** The polls that are open, each with what can be done with it; nothing where there is none. */
export function openPollsView(polls: readonly Disclosure[]): View {
  return { summary: 'Open polls', parts: polls.flatMap(onePoll) }
}

function onePoll(poll: Disclosure): readonly Part[] {
  const { id, current } = poll
  const act = (label: string, command: string, args: Readonly<Record<string, string>>): Button => ({
    label,
    call: { command, args },
  })
  const votes = current.votes === 1 ? '1 vote' : `${current.votes} votes`
  return [
    paperHeading(poll),
    { kind: 'text', text: [...statusLine(poll), ` · ${votes}`] },
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
