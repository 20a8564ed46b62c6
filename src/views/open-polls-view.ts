import type { Button, Part, View } from '../chat/view.ts'
import type { OpenPoll } from '../poll/list-polls.ts'
import { noteView } from './note-view.ts'
import { bylineParts, paperHeading } from './poll/poll-view.ts'
import { statusParts } from './poll/status-lines.ts'

/** The open polls of the reader's channel, or of the one that they look at. */
export const openHereView = (open: readonly OpenPoll[]): View =>
  open.length === 0
    ? noteView('No polls are open in this channel.')
    : withHeading('Open polls in this channel', openPollsView(open))

/** The open polls of every channel that the reader sees. */
export const openEverywhereView = (open: readonly OpenPoll[]): View =>
  open.length === 0
    ? noteView('No polls are open in the channels that you can see.')
    : withHeading('Open polls', openPollsView(open))

const withHeading = (text: string, view: View): View => ({
  ...view,
  parts: [{ kind: 'heading', text }, ...view.parts],
})

/** The open polls, each with its buttons; without parts if no poll is open. */
export function openPollsView(open: readonly OpenPoll[]): View {
  return { summary: 'Open polls', parts: open.flatMap(openPollParts) }
}

function openPollParts({ poll, mayVote }: OpenPoll): readonly Part[] {
  const { id } = poll
  const act = (label: string, command: string, args: Readonly<Record<string, string>>): Button => ({
    label,
    call: { command, args },
  })
  return [
    paperHeading(poll),
    ...bylineParts(poll),
    ...statusParts(poll),
    {
      kind: 'buttons',
      buttons: [
        ...(mayVote ? [act('Full ballot…', 'ballot', { poll: id })] : []),
        act('Full report', 'results', { paper: id }),
        act('More…', 'more', { poll: id }),
      ],
    },
  ]
}
