import type { Asking } from './asking.ts'
import type { Channel, Person } from './entities.ts'
import type { Settings } from './settings.ts'
import type { Asked, Workspace } from './world.ts'

/** What somebody looks at, as an app with the view for agents hears of it; no other does. */
export const contextOf = ({ isAgent }: Settings, seen: Channel | undefined) => {
  const entities = seen && [{ type: 'slack#/types/channel_id', value: seen.id, team_id: seen.team }]
  return isAgent ? { ...(entities !== undefined && { entities }) } : undefined
}

const secondsNow = () => (Date.now() / 1000).toFixed(6)

/** What people look at. */
export function createLooking(asking: Asking, settings: Settings, workspaceOf: (id: string) => Workspace) {
  return {
    /** Opens the direct messages with the bot. @param seen The channel that is open beside them. */
    openMessages(person: Person, seen?: Channel): Asked {
      const workspace = workspaceOf(person.team_id)
      const channel = workspace.directOf(person)
      const context = contextOf(settings, seen)
      return asking.event({
        kind: 'event',
        name: 'app_home_opened',
        person,
        workspace,
        channel,
        event: {
          type: 'app_home_opened',
          user: person.id,
          channel: channel.id,
          tab: 'messages',
          event_ts: secondsNow(),
          ...(context !== undefined && { context }),
        },
      })
    },

    /** Opens another channel beside the direct messages with the bot, or something else. */
    lookAt(person: Person, seen?: Channel): Asked {
      const workspace = workspaceOf(person.team_id)
      const channel = workspace.directOf(person)
      return asking.event({
        kind: 'event',
        name: settings.isAgent ? 'app_context_changed' : 'nothing',
        person,
        workspace,
        channel,
        event: {
          type: 'app_context_changed',
          channel: channel.id,
          user: person.id,
          context: contextOf(settings, seen) ?? {},
          event_ts: secondsNow(),
        },
      })
    },
  }
}
