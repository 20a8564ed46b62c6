import { ChannelType, GuildScheduledEventEntityType, PermissionFlagsBits } from 'discord.js'
import { toPersonId } from '../../adapters/discord/client/members.ts'
import { createAdapter } from '../../adapters/discord/connect.ts'
import { readSettings } from '../../adapters/discord/setup/settings.ts'
import { type Caller, SpaceId } from '../../src/chat/caller.ts'
import { startDiscord } from '../platforms/discord/loopback.ts'
import {
  channelId,
  guildId,
  type Person,
  type Planned,
  type Sent,
  timeOf,
  token,
} from '../platforms/discord/world.ts'
import type { ReadingWorld, Seen, SeenEvent } from './reading-world.ts'

const { Connect, CreateEvents, ManageChannels, MoveMembers, MuteMembers } = PermissionFlagsBits
const eventRights = Connect | CreateEvents | ManageChannels | MoveMembers | MuteMembers

const kinds = {
  [GuildScheduledEventEntityType.Voice]: 'voice',
  [GuildScheduledEventEntityType.StageInstance]: 'stage',
} as const

const seenEvent = ({ id, name, start, location, description, venue, isOff, state }: Planned): SeenEvent => ({
  ...{ id, start },
  kind: venue === undefined ? 'external' : kinds[venue.type],
  isOver: isOff === true || state === 'over',
  text: [name, location, description].join('\n'),
})

/** A group that reads on the loopback Discord. */
export async function openDiscordWorld(): Promise<ReadingWorld> {
  const discord = await startDiscord()
  const { world, rest, ada, ben, cleo } = discord
  const [dora, eli] = [world.join('Dora'), world.join('Eli')]

  const members = [ada, ben, cleo, dora, eli]

  const callerOf = (person: Person): Caller => ({
    person: { id: toPersonId(person.id), name: person.name },
    place: { platform: 'discord', space: SpaceId.parse(`discord:${guildId}`), channel: channelId },
    rank: person === ada ? 'admin' : 'member',
  })

  function seenAs(sent: Sent): Seen {
    const { id, channel } = sent
    const text = discord.textOf(sent)
    const to = world.people.get(rest.directs.get(channel) ?? '')?.name
    return {
      at: timeOf(id),
      id,
      where: to !== undefined ? 'direct' : channel === channelId ? 'channel' : 'thread',
      thread: to === undefined && channel !== channelId ? channel : undefined,
      to,
      text,
      moments: [...text.matchAll(/<t:(\d+)/g)].map(([, seconds]) => Number(seconds) * 1000),
    }
  }

  return {
    platform: 'discord',
    origin: new URL(discord.api).origin,
    open(origin, house, clock) {
      const env = { DISCORD_API_URL: `${origin}/api`, DISCORD_TOKEN: token }
      return createAdapter({ ...readSettings(env), DISCORD_TOKEN: token }, house, clock)
    },
    members: members.map(callerOf),
    seen: () => [...world.messages.values()].map(seenAs),
    events: {
      voice: `<#${world.openChannel('reading-room', ChannelType.GuildVoice).id}>`,
      stage: `<#${world.openChannel('hall', ChannelType.GuildStageVoice).id}>`,
      all: () => [...world.events.values()].map(seenEvent),
      interest(event, by, isInterested) {
        const person = members[by]
        const known = world.interested.get(event) ?? new Set()
        world.interested.set(event, known)
        if (person !== undefined) known[isInterested ? 'add' : 'delete'](person.id)
      },
      permit(isPermitted) {
        if (isPermitted) world.own |= eventRights
        else world.own &= ~eventRights
        const { gateway } = discord
        if (gateway.isConnected())
          gateway.send('GUILD_ROLE_UPDATE', { guild_id: guildId, role: world.guild().roles[0] })
      },
    },
    broughtInto: (thread) =>
      [...(world.broughtIn.get(thread) ?? [])].map((id) => members.findIndex((one) => one.id === id)),
    violations: discord.violations,
    [Symbol.asyncDispose]: () => discord.close(),
  }
}
