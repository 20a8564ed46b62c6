import { type Client, GatewayDispatchEvents } from 'discord.js'
import type { PersonId } from '../../../src/chat/caller.ts'
import type { KnownEvent } from '../../../src/chat/port.ts'
import { toSpaceId } from './channels.ts'
import { toPersonId } from './members.ts'

/** Follows who presses **Interested** on an event of a server, and who takes that back. */
export function listenToInterest(
  client: Client,
  onPress: (event: KnownEvent, person: PersonId, isInterested: boolean) => void,
): void {
  // The client emits its own event only for events that it caches.
  const { GuildScheduledEventUserAdd, GuildScheduledEventUserRemove } = GatewayDispatchEvents
  client.ws.on(GuildScheduledEventUserAdd, (data) => onPress(...readPress(data), true))
  client.ws.on(GuildScheduledEventUserRemove, (data) => onPress(...readPress(data), false))
}

interface Press {
  readonly guild_scheduled_event_id: string
  readonly guild_id: string
  readonly user_id: string
}

const readPress = ({ guild_scheduled_event_id: id, guild_id: guildId, user_id: user }: Press) =>
  [{ space: toSpaceId({ guildId }), id }, toPersonId(user)] as const
