import type { Channel, Person, Sent } from './entities.ts'
import { appId, type Workspace } from './world.ts'

/** What Slack says of a channel's name where it keeps it to itself. */
export function shownName({ kind, name }: Channel): string {
  if (kind === 'im') return 'directmessage'
  return kind === 'private' ? 'privategroup' : name
}

export const channelOf = (channel: Channel) => ({ id: channel.id, name: shownName(channel) })

/** What every interaction says: who did it, where, and for which app. */
export const interaction = (workspace: Workspace, person: Person) => ({
  team: { id: workspace.id, domain: workspace.domain },
  user: { id: person.id, username: person.name, name: person.name, team_id: person.team_id },
  api_app_id: appId,
  token: 'verification-token',
  enterprise: null,
  is_enterprise_install: false,
})

export const containerOf = (sent: Sent) => ({
  type: 'message',
  message_ts: sent.ts,
  channel_id: sent.channel,
  is_ephemeral: sent.seenBy !== undefined,
  ...(sent.threadTs !== undefined && { thread_ts: sent.threadTs }),
})

/** An event with what Slack wraps around it; the id stays the same when it is delivered again. */
export const enveloped = (workspace: Workspace, id: string, event: object, channel?: Channel) => ({
  token: 'verification-token',
  team_id: workspace.id,
  context_team_id: workspace.id,
  context_enterprise_id: null,
  api_app_id: appId,
  event,
  type: 'event_callback',
  event_id: id,
  event_time: Math.floor(Date.now() / 1000),
  authorizations: [
    {
      enterprise_id: null,
      team_id: workspace.id,
      user_id: workspace.bot.user,
      is_bot: true,
      is_enterprise_install: false,
    },
  ],
  is_ext_shared_channel: channel?.isExtShared === true,
  event_context: `4-${id}`,
})
