import type { Asking } from './asking.ts'
import type { Calls } from './calls.ts'
import type { Channel, Person } from './entities.ts'
import type { Asked, Workspace } from './world.ts'

/** Where the bot comes and goes, and who looks at its home. */
export function createMembership(asking: Asking, calls: Calls, workspaceOf: (id: string) => Workspace) {
  function tell(workspace: Workspace, name: string, event: object, channel?: Channel): Asked {
    const person = workspace.ada
    return asking.event({ kind: 'event', name, person, workspace, channel, event: { type: name, ...event } })
  }

  return {
    /** Looks at the App Home. */
    openHome(person: Person): Asked {
      const workspace = workspaceOf(person.team_id)
      return asking.event({
        kind: 'home',
        name: 'app_home_opened',
        person,
        workspace,
        event: {
          type: 'app_home_opened',
          user: person.id,
          channel: workspace.directOf(person).id,
          tab: 'home',
          event_ts: (Date.now() / 1000).toFixed(6),
        },
      })
    },

    /** Takes the bot out of a workspace: its token is dead, and it is told so. */
    uninstall(workspace: Workspace): Asked {
      calls.uninstall(workspace)
      tell(workspace, 'tokens_revoked', { tokens: { oauth: [], bot: [workspace.bot.user] } })
      return tell(workspace, 'app_uninstalled', {})
    },

    removeBot(channel: Channel): Asked {
      const workspace = workspaceOf(channel.team)
      const { user } = workspace.bot
      channel.members.delete(user)
      tell(
        workspace,
        channel.kind === 'public' ? 'channel_left' : 'group_left',
        { channel: channel.id },
        channel,
      )
      return tell(
        workspace,
        'member_left_channel',
        { user, channel: channel.id, team: workspace.id },
        channel,
      )
    },

    /** Somebody leaves a channel, or is taken out of it. */
    leave(person: Person, channel: Channel): Asked {
      const workspace = workspaceOf(channel.team)
      channel.members.delete(person.id)
      const event = { user: person.id, channel: channel.id, team: workspace.id }
      return tell(workspace, 'member_left_channel', event, channel)
    },

    /** Somebody deletes a channel: of a private one, only those apps are told that were in it. */
    delete(channel: Channel): Asked {
      const workspace = workspaceOf(channel.team)
      workspace.channels.delete(channel.id)
      const name = channel.kind === 'public' ? 'channel_deleted' : 'group_deleted'
      return tell(workspace, name, { channel: channel.id }, channel)
    },

    invite(channel: Channel): Asked {
      const workspace = workspaceOf(channel.team)
      const { user } = workspace.bot
      channel.members.add(user)
      const event = { user, channel: channel.id, team: workspace.id, inviter: workspace.ada.id }
      return tell(workspace, 'member_joined_channel', event, channel)
    },
  }
}
