import { counted } from '../../chat/text.ts'
import type { View } from '../../chat/view.ts'
import type { DeletedChannel } from '../../poll/move-memory.ts'
import { confirmView } from '../confirm/confirm-view.ts'

const callOf = ({ channel }: DeletedChannel, more = {}) => ({
  command: 'settings move-memory',
  args: { from: channel, ...more },
})

/** A message holds no more buttons. */
const maxShown = 10

/** The deleted channels of which polls are left, each with a button that moves them. */
export function deletedChannelsView(channels: readonly DeletedChannel[]): View {
  const summary =
    channels.length === 0
      ? 'No channel with polls has been deleted.'
      : 'These channels were deleted. Their polls are only shown to admins.'
  return {
    summary,
    parts: [
      { kind: 'text', text: summary },
      ...channels.slice(0, maxShown).map(
        (one) =>
          ({
            kind: 'text',
            text: `${one.channel}: ${counted(one.polls, 'poll')}`,
            button: { label: 'Move here', name: `Move the polls of ${one.channel} here`, call: callOf(one) },
          }) as const,
      ),
    ],
  }
}

/** Asks before the polls of a deleted channel are moved. @param to The id of another channel than the caller's. */
export const moveQuestion = (channel: DeletedChannel, to: string | undefined): View =>
  confirmView(
    `Everyone who sees ${to === undefined ? 'this channel' : `channel ${to}`} will see the ${counted(channel.polls, 'poll')} of ${channel.channel}. Moving them can't be undone.`,
    [
      {
        label: `Move ${counted(channel.polls, 'poll')}`,
        call: callOf(channel, { ...(to !== undefined && { to }), sure: 'yes' }),
      },
    ],
  )

/** The polls were moved. */
export function movedView(polls: number): View {
  const text = `Moved ${counted(polls, 'poll')}.`
  return { summary: text, parts: [{ kind: 'text', text }] }
}
