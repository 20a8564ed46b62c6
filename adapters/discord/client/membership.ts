import { ChannelType, type Client, Events } from 'discord.js'
import type { Membership } from '../../../src/bot/bot.ts'
import { toPlace, toSpaceId } from './channels.ts'
import { wasSeenByAll } from './servers.ts'

type Follow = (change: (membership: Membership) => Promise<void>) => void

/** Follows the bot's coming to servers and going from them, and what is deleted there. */
export function listenToMembership(client: Client, follow: Follow): void {
  // None of a server that is only unavailable.
  client.on(Events.GuildDelete, ({ id }) => follow(({ onLeft }) => onLeft(toSpaceId({ guildId: id }))))
  for (const event of [Events.GuildCreate, Events.GuildAvailable] as const)
    client.on(event, ({ id }) =>
      // At the start Discord names every server; `check` then finds those that the bot was away from.
      follow(({ onBack, onReachable }) =>
        (client.isReady() ? onBack : onReachable)(toSpaceId({ guildId: id })),
      ),
    )
  client.on(Events.ClientReady, () => follow(({ check }) => check('discord')))
  listenToDeletions(client, (...deleted) => follow(({ onDeleted }) => onDeleted(...deleted)))
}

/** Channels and threads of servers. Of archived threads the client hears nothing; they are found by looking. */
function listenToDeletions(
  client: Client,
  onDeleted: (...deleted: Parameters<Membership['onDeleted']>) => void,
): void {
  client.on(Events.ChannelDelete, (channel) => {
    if (channel.isDMBased()) return
    const state = wasSeenByAll(channel, client.user?.id) ? 'for-all' : 'for-some'
    onDeleted(toPlace(channel.guildId, channel.id), state)
  })
  client.on(Events.ThreadDelete, ({ type, guildId, id, parentId }) => {
    if (parentId === null) return
    const state = type === ChannelType.PrivateThread ? 'for-some' : 'as-channel'
    onDeleted({ ...toPlace(guildId, parentId), thread: id }, state)
  })
}
