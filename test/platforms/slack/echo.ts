import type { Asking } from './asking.ts'
import type { Sent } from './entities.ts'
import { messagePayload } from './messages.ts'
import type { Workspace } from './world.ts'

/** Tells the bot of its own messages in direct conversations, as Slack does of all that is written there. */
export function createEcho(tell: Asking['event']) {
  return function echo(workspace: Workspace, sent: Sent, before?: Sent): void {
    const channel = workspace.channels.get(sent.channel)
    const person = [...workspace.users.values()].find(({ id }) => channel?.members.has(id))
    if (channel?.kind !== 'im' || person === undefined || !workspace.isInstalled) return
    const message = messagePayload(workspace, sent)
    const where = { channel: channel.id, channel_type: 'im', event_ts: sent.ts }
    const event =
      before === undefined
        ? { ...message, ...where }
        : {
            ...where,
            type: 'message',
            subtype: 'message_changed',
            hidden: true,
            ts: sent.ts,
            message,
            previous_message: messagePayload(workspace, before),
          }
    tell({ kind: 'event', name: 'message.im', person, workspace, event })
  }
}
