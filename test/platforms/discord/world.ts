import { ChannelType, PermissionFlagsBits, PermissionsBitField } from 'discord.js'
import type { Component } from './rules.ts'

export const applicationId = '100000000000000001'
export const guildId = '200000000000000001'
export const channelId = '300000000000000001'
export const token = 'MTAwMDAwMDAwMDAwMDAwMDAx.Gabcde.loopback-token'

/** Somebody on the server. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly permissions: bigint
}

export interface Sent {
  readonly id: string
  readonly channel: string
  /** The only one who can see it; everyone where it is missing. */
  readonly seenBy?: string
  components: readonly Component[]
  flags: number
  /** File names with their sizes in bytes. */
  attachments: readonly { readonly name: string; readonly size: number; readonly description: string }[]
  edits: number
  readonly nonce?: string
}

export interface Channel {
  readonly id: string
  readonly type: ChannelType
  readonly name: string
  readonly parent?: string
  archived: boolean
}

const { Flags } = PermissionsBitField
const talking =
  Flags.ViewChannel | Flags.SendMessages | Flags.UseApplicationCommands | Flags.SendMessagesInThreads

/** What the bot needs; the README says what for. */
const botPermissions =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.SendMessagesInThreads

/** One server with a channel, three people and the bot. */
export function createWorld() {
  let last = 0
  const people = new Map<string, Person>()
  const channels = new Map<string, Channel>()
  const messages = new Map<string, Sent>()
  const world = {
    people,
    channels,
    messages,
    /** What the bot may do in channels. */
    own: botPermissions,
    /** Ids ascend, as Discord's do, and tell the time. */
    nextId(): string {
      last += 1
      return String((BigInt(Date.now() - 1_420_070_400_000) << 22n) + BigInt(last % 4096))
    },
    join(name: string, permissions: bigint = talking): Person {
      const person = { id: String(400_000_000_000_000_001n + BigInt(people.size)), name, permissions }
      people.set(person.id, person)
      return person
    },
    openChannel(name: string, type: ChannelType): Channel {
      const channel = { id: world.nextId(), type, name, archived: false }
      channels.set(channel.id, channel)
      return channel
    },
    openThread(name: string, parent = channelId): Channel {
      const thread = { id: world.nextId(), type: ChannelType.PublicThread, name, parent, archived: false }
      channels.set(thread.id, thread)
      return thread
    },
    user: ({ id, name }: Person) => ({
      id,
      username: name.toLowerCase(),
      global_name: name,
      discriminator: '0',
      avatar: null,
    }),
    member: (person: Person) => ({
      user: world.user(person),
      roles: [],
      joined_at: '2026-01-01T00:00:00Z',
      deaf: false,
      mute: false,
      flags: 0,
      nick: null,
      avatar: null,
      permissions: String(person.permissions),
    }),
    channel: ({ id, type, name, parent, archived }: Channel) => ({
      id,
      type,
      name,
      guild_id: guildId,
      position: 0,
      permission_overwrites: [],
      ...(parent !== undefined && {
        parent_id: parent,
        owner_id: applicationId,
        message_count: 0,
        member_count: 1,
        thread_metadata: {
          archived,
          auto_archive_duration: 4320,
          archive_timestamp: '2026-01-01T00:00:00Z',
          locked: false,
        },
      }),
    }),
    message: ({ id, channel, components, flags, attachments, seenBy }: Sent) => ({
      id,
      channel_id: channel,
      ...(channels.has(channel) && { guild_id: guildId }),
      author: bot(),
      content: '',
      timestamp: new Date().toISOString(),
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: attachments.map(({ name, size }, i) => ({
        id: String(i),
        filename: name,
        size,
        url: `https://cdn.invalid/${name}`,
        proxy_url: `https://cdn.invalid/${name}`,
      })),
      embeds: [],
      pinned: false,
      type: 0,
      flags: flags | (seenBy === undefined ? 0 : 64),
      components,
    }),
    guild: (id = guildId) => ({
      id,
      name: 'Reading group',
      owner_id: '400000000000000001',
      icon: null,
      splash: null,
      discovery_splash: null,
      banner: null,
      afk_channel_id: null,
      afk_timeout: 60,
      verification_level: 0,
      default_message_notifications: 0,
      explicit_content_filter: 0,
      roles: [
        {
          id,
          name: '@everyone',
          color: 0,
          hoist: false,
          position: 0,
          permissions: String(world.own | talking),
          managed: false,
          mentionable: false,
          flags: 0,
        },
      ],
      emojis: [],
      stickers: [],
      features: [],
      mfa_level: 0,
      application_id: null,
      system_channel_id: null,
      system_channel_flags: 0,
      rules_channel_id: null,
      vanity_url_code: null,
      description: null,
      premium_tier: 0,
      preferred_locale: 'en-US',
      public_updates_channel_id: null,
      nsfw_level: 0,
      premium_progress_bar_enabled: false,
      safety_alerts_channel_id: null,
      joined_at: '2026-01-01T00:00:00Z',
      large: false,
      unavailable: false,
      member_count: people.size + 1,
      members: [
        { ...world.member({ id: applicationId, name: 'Cruxgrid', permissions: world.own }), user: bot() },
      ],
      channels: [...channels.values()].filter(({ parent }) => parent === undefined).map(world.channel),
      threads: [...channels.values()].filter(({ parent }) => parent !== undefined).map(world.channel),
      presences: [],
      voice_states: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    }),
  }
  channels.set(channelId, {
    id: channelId,
    type: ChannelType.GuildText,
    name: 'reading-group',
    archived: false,
  })
  return world
}

export type World = ReturnType<typeof createWorld>

export const bot = () => ({
  id: applicationId,
  username: 'cruxgrid',
  global_name: 'Cruxgrid',
  discriminator: '0',
  avatar: null,
  bot: true,
})
