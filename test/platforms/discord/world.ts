import {
  ApplicationFlags,
  ChannelFlags,
  ChannelType,
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  GuildScheduledEventStatus,
  MessageType,
  OverwriteType,
  PermissionFlagsBits,
  PermissionsBitField,
} from 'discord.js'
import type { Component } from './rules.ts'

export const applicationId = '100000000000000001'
export const guildId = '200000000000000001'
export const channelId = '300000000000000001'
export const token = 'MTAwMDAwMDAwMDAwMDAwMDAx.Gabcde.loopback-token'

/** Somebody on the server. */
export interface Person {
  readonly id: string
  readonly name: string
  /** What they may do wherever they are, beside what roles and channels change. */
  readonly permissions: bigint
  /** Ids of the roles they have beside @everyone's. */
  readonly roles: Set<string>
  /** Their nickname on the server. */
  nick?: string
  /** The language of their app; American English without it. */
  locale?: string
}

/** What its holders may do in the whole server. */
export interface Role {
  readonly id: string
  readonly name: string
  permissions: bigint
  /** Whether anyone can mention it. */
  isMentionable?: boolean
}

/** What a channel changes for a role or somebody. */
export interface Overwrite {
  readonly of: Person | Role
  readonly allow?: bigint
  readonly deny?: bigint
}

export interface Sent {
  readonly id: string
  readonly channel: string
  /** Whoever else than the bot said it. */
  readonly author?: Person
  /** The only one who can see it; everyone where it is missing. */
  readonly seenBy?: string
  components: readonly Component[]
  flags: number
  /** Files with their sizes in bytes, and the words of those that are text. */
  attachments: readonly {
    readonly name: string
    readonly size: number
    readonly description: string
    readonly text?: string
  }[]
  edits: number
  /** Ids of the roles whose members are notified of it. */
  readonly pings?: readonly string[]
  readonly nonce?: string
  /** The id of the message that it replies to. */
  readonly replyTo?: string
}

export interface Channel {
  readonly id: string
  readonly type: ChannelType
  readonly name: string
  /** The id of its server; that of the first if absent. */
  readonly server?: string
  readonly parent?: string
  archived: boolean
  overwrites?: readonly Overwrite[]
  /** Of a private thread: ids of who was let in. */
  readonly members?: Set<string>
  /** By a moderator: only moderators can write in it or wake it. */
  locked?: boolean
  /** In ms since 1970. */
  archivedAt?: number
  /** Of a forum: what its posts can be filed under. */
  readonly tags?: readonly { readonly id: string; readonly name: string; readonly moderated: boolean }[]
  readonly needsTag?: boolean
  /** Of a post: what it is filed under. */
  appliedTags?: readonly string[]
}

/** An event of the server; times in ms since 1970. */
export interface Planned {
  readonly id: string
  readonly name: string
  readonly start: number
  readonly end: number
  readonly location: string
  readonly description: string
  /** The PNG above it. */
  readonly cover?: Buffer
  /** Somebody has called it off. */
  readonly isOff?: boolean
  /** The channel that it is in, if it is in one. */
  readonly venue?: {
    readonly type: GuildScheduledEventEntityType.Voice | GuildScheduledEventEntityType.StageInstance
    readonly channel: string
  }
  /** Of one that has been started, or ended. */
  readonly state?: 'on' | 'over'
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

const epoch = 1_420_070_400_000

/** A time as Discord writes it, with six decimals and never `Z`. @param at In ms since 1970. */
const stamped = (at: number): string => new Date(at).toISOString().replace('Z', '000+00:00')

const joined = stamped(Date.parse('2026-01-01T00:00:00Z'))

/** What of an account isn't set; descriptions don't name all of it. */
const plainAccount = {
  avatar: null,
  avatar_decoration_data: null,
  clan: null,
  collectibles: null,
  display_name_styles: null,
  primary_guild: null,
  flags: 0,
}

/** When something with that id was made, in ms since 1970. */
export const timeOf = (id: string): number => Number(BigInt(id) >> 22n) + epoch

/** Whether there are only threads in such a channel. */
export const isForum = (type: ChannelType): boolean =>
  type === ChannelType.GuildForum || type === ChannelType.GuildMedia

/** Whether there are no threads in such a channel, only its chat. */
export const isVoice = (type: ChannelType): boolean =>
  type === ChannelType.GuildVoice || type === ChannelType.GuildStageVoice

/** The type of a public thread in a channel. */
export const threadTypeIn = (channel: Pick<Channel, 'type'> | undefined) =>
  channel?.type === ChannelType.GuildAnnouncement ? ChannelType.AnnouncementThread : ChannelType.PublicThread

/** One server with a channel, three people and the bot; more servers with one channel each can be opened. */
export function createWorld() {
  let last = 0
  let passedMs = 0
  const people = new Map<string, Person>()
  const channels = new Map<string, Channel>()
  const messages = new Map<string, Sent>()
  const events = new Map<string, Planned>()
  /** Ids of the people who are interested, by event. */
  const interested = new Map<string, Set<string>>()
  /** Ids of messages that are pinned in their channel. */
  const pins = new Set<string>()
  const everyone: Role = {
    id: guildId,
    name: '@everyone',
    get permissions() {
      return world.own | talking
    },
  }
  const roles = new Map<string, Role>([[guildId, everyone]])
  const world = {
    people,
    channels,
    messages,
    events,
    interested,
    pins,
    roles,
    /** Files that people have chosen for a form, by id. */
    uploads: new Map<string, Buffer>(),
    /** Whether the Server Members Intent is switched on in the developer portal. */
    isMembersIntentOn: false,
    /** The kinds of install that the application allows, by their number. */
    installs: { 0: {} } as Record<string, unknown>,
    application: () => ({
      id: applicationId,
      name: 'Cruxgrid',
      flags: world.isMembersIntentOn ? ApplicationFlags.GatewayGuildMembersLimited : 0,
      interactions_endpoint_url: world.interactionsUrl,
      integration_types_config: world.installs,
    }),
    /** Where interactions are sent instead of to the gateway. */
    interactionsUrl: null as string | null,
    /** How many connections may still be opened today. */
    startsLeft: 999,
    /** How many shards Discord recommends. */
    shards: 1,
    /** Whether members may use apps that are not in the server for everyone to see. */
    allowsAppsFromElsewhere: true,
    /** Whether the server has as many active threads as it may have. */
    isFullOfThreads: false,
    /** Whom the bot has added to which thread. */
    broughtIn: new Map<string, ReadonlySet<string>>(),
    /** Who takes no direct messages from the bot. */
    closed: new Set<string>(),
    /** Ids of the servers that the bot and all people are in. */
    servers: new Set([guildId]),
    /** What the bot may do in channels. */
    own: botPermissions,
    /** Discord's clock, in ms since 1970. */
    now: (): number => Date.now() + passedMs,
    /** Lets that much time pass at once. */
    pass(ms: number): void {
      passedMs += ms
    },
    /** Ids ascend, as Discord's do, and tell the time. */
    /** The id of the last message in a channel or thread that everyone can see. */
    lastIn: (channel: string): string | undefined =>
      [...world.messages.values()].findLast((one) => one.channel === channel && one.seenBy === undefined)?.id,
    nextId(): string {
      last += 1
      return String((BigInt(world.now() - epoch) << 22n) + BigInt(last % 4096))
    },
    /** Somebody chooses a file for a form. @returns its id. */
    upload(content: string | Buffer): string {
      const id = world.nextId()
      world.uploads.set(id, Buffer.from(content))
      return id
    },
    join(name: string, permissions: bigint = talking): Person {
      const id = String(400_000_000_000_000_001n + BigInt(people.size))
      const person: Person = { id, name, permissions, roles: new Set<string>() }
      people.set(person.id, person)
      return person
    },
    openRole(name: string, permissions = 0n): Role {
      const role: Role = { id: world.nextId(), name, permissions }
      roles.set(role.id, role)
      return role
    },
    /** Another server, on the next shard of any number. @returns its channel. */
    openServer(): Channel {
      const server = String(BigInt(guildId) + (BigInt(world.servers.size) << 22n))
      world.servers.add(server)
      const channel = {
        id: String(BigInt(server) + 1n),
        type: ChannelType.GuildText as const,
        name: 'reading-group',
        server,
        archived: false,
      }
      channels.set(channel.id, channel)
      return channel
    },
    /** The id of a channel's server. */
    serverOf: (channel: string): string => channels.get(channel)?.server ?? guildId,
    openChannel(name: string, type: ChannelType, more: Pick<Channel, 'tags' | 'needsTag'> = {}): Channel {
      const channel = { id: world.nextId(), type, name, archived: false, ...more }
      channels.set(channel.id, channel)
      return channel
    },
    openThread(name: string, parent = channelId, more: Pick<Channel, 'appliedTags'> = {}): Channel {
      const type = threadTypeIn(channels.get(parent))
      const thread = { id: world.nextId(), type, name, parent, archived: false, ...more }
      channels.set(thread.id, thread)
      return thread
    },
    /** Only its members and those who manage threads can see it; the bot is one of them, unless `isApart`. */
    openPrivateThread(
      name: string,
      parent = channelId,
      { isApart = false } = {},
    ): Channel & { readonly members: Set<string> } {
      const members = new Set(isApart ? [] : [applicationId])
      const thread = {
        id: world.nextId(),
        type: ChannelType.PrivateThread,
        name,
        parent,
        archived: false,
        members,
      }
      channels.set(thread.id, thread)
      return thread
    },
    /** Somebody else says something, which may look like anything. */
    say(author: Person, channel: string, components: readonly Component[] = []): Sent {
      const said = { id: world.nextId(), channel, author, components, flags: 0, attachments: [], edits: 0 }
      messages.set(said.id, said)
      return said
    },
    user: ({ id, name }: Person) => ({
      id,
      username: name.toLowerCase(),
      global_name: name,
      discriminator: '0',
      public_flags: 0,
      ...plainAccount,
    }),
    /** A member as an interaction shows them. */
    member: (person: Person) => ({
      ...world.membership([...person.roles], person.nick),
      user: world.user(person),
      permissions: String(person.permissions),
      collectibles: null,
      display_name_styles: null,
      unusual_dm_activity_until: null,
    }),
    /** A member as a message shows its author and whom it mentions. */
    membership: (roles: readonly string[] = [], nick?: string) => ({
      roles,
      joined_at: joined,
      premium_since: null,
      communication_disabled_until: null,
      pending: false,
      deaf: false,
      mute: false,
      flags: 0,
      nick: nick ?? null,
      avatar: null,
      banner: null,
    }),
    /** What somebody may do in a channel, or in the channel of a thread, by their roles and its overwrites. */
    permissionsIn(person: Person, id: string): bigint {
      const channel = channels.get(id)
      const { overwrites = [] } = channels.get(channel?.parent ?? id) ?? {}
      const held = [...person.roles].flatMap((role) => roles.get(role) ?? [])
      const base = held.reduce((all, { permissions }) => all | permissions, person.permissions)
      if ((base & Flags.Administrator) !== 0n) return base
      const layers = [[everyone], held, [person]].map((of) =>
        overwrites.filter((overwrite) => of.some(({ id }) => id === overwrite.of.id)),
      )
      return layers.reduce((permissions, layer) => {
        const denied = layer.reduce((all, { deny = 0n }) => all | deny, 0n)
        const allowed = layer.reduce((all, { allow = 0n }) => all | allow, 0n)
        return (permissions & ~denied) | allowed
      }, base)
    },
    role: ({ id, name, permissions, isMentionable = false }: Role) => ({
      id,
      name,
      color: 0,
      colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
      hoist: false,
      icon: null,
      unicode_emoji: null,
      position: id === guildId ? 0 : 1,
      permissions: String(permissions),
      managed: false,
      mentionable: isMentionable,
      flags: 0,
    }),
    channel: ({
      id,
      type,
      name,
      server = guildId,
      parent,
      archived,
      overwrites = [],
      locked = false,
      archivedAt,
      members,
      ...forum
    }: Channel) => ({
      id,
      type,
      name,
      guild_id: server,
      position: 0,
      // What everybody may do here and the bot may not is taken from it in each channel.
      permission_overwrites: [
        { id: applicationId, type: OverwriteType.Member, allow: '0', deny: String(talking & ~world.own) },
        ...overwrites.map(({ of, allow = 0n, deny = 0n }) => ({
          id: of.id,
          type: roles.has(of.id) ? OverwriteType.Role : OverwriteType.Member,
          allow: String(allow),
          deny: String(deny),
        })),
      ],
      flags: forum.needsTag === true ? ChannelFlags.RequireTag : 0,
      ...(isForum(type) && {
        available_tags: (forum.tags ?? []).map((tag) => ({ ...tag, emoji_id: null, emoji_name: null })),
      }),
      ...(forum.appliedTags !== undefined && { applied_tags: forum.appliedTags }),
      ...(members?.has(applicationId) === true && {
        member: world.threadMember({ id }, { id: applicationId }),
      }),
      ...(parent !== undefined && {
        parent_id: parent,
        owner_id: applicationId,
        message_count: 0,
        member_count: 1,
        thread_metadata: {
          archived,
          auto_archive_duration: 4320,
          archive_timestamp: stamped(archivedAt ?? timeOf(id)),
          create_timestamp: stamped(timeOf(id)),
          locked,
        },
        rate_limit_per_user: 0,
        total_message_sent: 0,
      }),
    }),
    threadMember: (thread: Pick<Channel, 'id'>, { id }: Pick<Person, 'id'>) => ({
      id: thread.id,
      user_id: id,
      join_timestamp: '2026-01-01T00:00:00.000000+00:00',
      flags: 0,
      mute_config: null,
      muted: false,
    }),
    direct: (id: string, person: Person) => ({
      id,
      type: ChannelType.DM,
      flags: 0,
      recipients: [world.user(person)],
    }),
    message: ({ id, channel, author, components, flags, attachments, seenBy, replyTo }: Sent) => ({
      id,
      channel_id: channel,
      author: author === undefined ? bot() : world.user(author),
      content: '',
      timestamp: stamped(timeOf(id)),
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
      type: replyTo === undefined ? MessageType.Default : MessageType.Reply,
      ...(replyTo !== undefined && {
        message_reference: { type: 0, channel_id: channel, message_id: replyTo },
      }),
      flags: flags | (seenBy === undefined ? 0 : 64),
      components,
    }),
    event: ({ id, name, start, end, location, description, cover, venue, ...planned }: Planned) => ({
      id,
      guild_id: guildId,
      channel_id: venue?.channel ?? null,
      creator_id: applicationId,
      name,
      description,
      scheduled_start_time: stamped(start),
      scheduled_end_time: stamped(end),
      privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
      status: statusOf(planned),
      entity_type: venue?.type ?? GuildScheduledEventEntityType.External,
      entity_id: null,
      entity_metadata: venue === undefined ? { location } : null,
      image: cover === undefined ? null : 'c0ffee',
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
      roles: [{ ...everyone, id }, ...[...roles.values()].filter((role) => role !== everyone)].map(
        world.role,
      ),
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
      joined_at: joined,
      large: false,
      unavailable: false,
      member_count: people.size + 1,
      members: [
        {
          ...world.member({ id: applicationId, name: 'Cruxgrid', permissions: world.own, roles: new Set() }),
          user: bot(),
        },
      ],
      channels: [...channels.values()]
        .filter(({ parent, server = guildId }) => parent === undefined && server === id)
        .map(world.channel),
      threads: [...channels.values()]
        .filter(
          ({ parent, members, server = guildId }) =>
            parent !== undefined && members?.has(applicationId) !== false && server === id,
        )
        .map(world.channel),
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

function statusOf({ isOff = false, state }: Pick<Planned, 'isOff' | 'state'>): GuildScheduledEventStatus {
  const { Active, Canceled, Completed, Scheduled } = GuildScheduledEventStatus
  if (isOff) return Canceled
  return state === undefined ? Scheduled : state === 'on' ? Active : Completed
}

export type World = ReturnType<typeof createWorld>

/** A bot has no name beside its user name, and a number as accounts once had. */
export const bot = () => ({
  id: applicationId,
  username: 'Cruxgrid',
  global_name: null,
  discriminator: '6184',
  public_flags: 1 << 19,
  ...plainAccount,
  bot: true,
})
