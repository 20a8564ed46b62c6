import {
  ChannelFlags,
  type Client,
  type Channel as DiscordChannel,
  PermissionFlagsBits,
  type PermissionsBitField,
  type REST,
  Routes,
} from 'discord.js'
import { z } from 'zod'
import { type Place, SpaceId } from '../../../src/chat/caller.ts'
import type { Feature } from '../../../src/chat/port.ts'
import type { UserError } from '../../../src/chat/user-error.ts'
import { createLacks } from '../../shared/lacks.ts'
import { isForumType, isVoiceType } from './channel-types.ts'
import { channelGone, tooManyThreads } from './errors.ts'
import { isChannelGone, isForbidden, isFullOfThreads } from './faults.ts'
import { type Act, actRefused } from './permissions.ts'

const Tag = z.object({ id: z.string(), name: z.string(), moderated: z.boolean() })
type Tag = z.infer<typeof Tag>
const ChannelInfo = z.object({
  type: z.number(),
  name: z.string().nullish(),
  flags: z.int().default(0),
  available_tags: z.array(Tag).default([]),
  thread_metadata: z.object({ locked: z.boolean() }).optional(),
})

/** A channel that has only threads: every message outside one begins a thread. */
export interface Forum {
  /** The tags that its posts can have; only moderators can give the moderated ones. */
  readonly tags: readonly Tag[]
  /** Whether a new post must have a tag. */
  readonly needsTag: boolean
}

/** The id of the thread or channel that holds the messages of a place. */
export const channelOf = ({ channel, thread }: Place): string => thread ?? channel

/** The id of the place's server; `dm.` and the channel's id for a direct conversation. */
export const serverOf = ({ space }: Pick<Place, 'space'>): string => space.slice('discord:'.length)

/** The server that something happens in. A direct conversation is a space of its own. */
export const toSpaceId = ({
  guildId,
  channelId,
}: {
  readonly guildId: string | null
  readonly channelId?: string | null
}): SpaceId => SpaceId.parse(guildId === null ? `discord:dm.${channelId}` : `discord:${guildId}`)

/** A channel of a server. */
export const toPlace = (guildId: string, channel: string): Place => ({
  platform: 'discord',
  space: toSpaceId({ guildId }),
  channel,
})

export const isDirect = (place: Pick<Place, 'space'>): boolean => serverOf(place).startsWith('dm.')

/** A direct conversation: a space of its own. */
export const toDirectPlace = (channel: string): Place => ({
  platform: 'discord',
  space: SpaceId.parse(`discord:dm.${channel}`),
  channel,
})

interface Deps {
  readonly rest: REST
  readonly client: Client
  /** In ms since 1970. */
  readonly now: () => number
}

/** Looks up channels: in the gateway's cache where this process serves their server, else by request. */
export function createChannels({ rest, client, now }: Deps) {
  const lacks = createLacks(now)

  const fetchChannel = async (channel: string) => ChannelInfo.parse(await rest.get(Routes.channel(channel)))

  /** @returns the bot's permissions in a channel and its threads; `undefined` if this process can't see them. */
  function findOwnPermissions({ channel }: Place): Readonly<PermissionsBitField> | undefined {
    const cached = client.channels.cache.get(channel)
    if (cached === undefined || cached.isDMBased() || client.user === null) return undefined
    return cached.permissionsFor(client.user) ?? undefined
  }

  function describeChannel({ channel }: Place): string {
    const cached = client.channels.cache.get(channel)
    return cached === undefined || cached.isDMBased() ? 'in that channel' : `in #${cached.name}`
  }

  /** The error for an act that Discord refused in a place. */
  function permissionMissing(act: Act, place: Place): UserError {
    const isForum = client.channels.cache.get(place.channel)?.isThreadOnly() === true
    const how = act !== 'post' ? act : place.thread !== undefined ? 'reply' : isForum ? 'begin' : 'post'
    return actRefused(how, findOwnPermissions(place), describeChannel(place))
  }

  /** @returns `undefined` if the channel is not a forum. */
  async function findForum(place: Place): Promise<Forum | undefined> {
    if (isDirect(place)) return undefined
    const cached = client.channels.cache.get(place.channel)
    if (cached !== undefined) return readForum(cached)
    const { type, flags, available_tags: tags } = await fetchChannel(place.channel)
    return isForumType(type) ? { tags, needsTag: (flags & ChannelFlags.RequireTag) !== 0 } : undefined
  }

  /** Whether a message of a place can have a thread, by what kind of place it is. */
  async function hasThreads(place: Place): Promise<boolean> {
    if (place.thread !== undefined || isDirect(place)) return false
    const { type } = client.channels.cache.get(place.channel) ?? (await fetchChannel(place.channel))
    return !isVoiceType(type)
  }

  return {
    findOwnPermissions,

    /** @returns `undefined` for a direct conversation. */
    async nameOf(place: Place): Promise<string | undefined> {
      if (isDirect(place)) return undefined
      const cached = client.channels.cache.get(place.channel)
      if (cached !== undefined && !cached.isDMBased()) return cached.name
      return (await fetchChannel(place.channel)).name ?? undefined
    },

    findForum,

    /** As in `ChatPort`: in a channel of a server, and in a forum, where everything is in posts. */
    async holdsGroups(place: Place): Promise<boolean> {
      if (isDirect(place)) return false
      return place.thread === undefined || (await findForum(place)) !== undefined
    },

    /** As in `ChatPort`. */
    async missingIn(place: Place): Promise<ReadonlySet<Feature>> {
      const own = findOwnPermissions(place)
      const { PinMessages, AttachFiles } = PermissionFlagsBits
      return new Set<Feature>([
        ...lacks.of(place),
        ...((await hasThreads(place)) ? [] : (['threads'] as const)),
        ...(isDirect(place) ? (['events'] as const) : []),
        ...(own?.has(PinMessages) === false ? (['pins'] as const) : []),
        ...(own?.has(AttachFiles) === false ? (['files'] as const) : []),
      ])
    },

    /** To be called when it turns out that a place lacks a feature. */
    noteLack: lacks.note,

    /** Whether only moderators can write in a thread. */
    isLocked: async (thread: string): Promise<boolean> =>
      (await fetchChannel(thread)).thread_metadata?.locked === true,

    permissionMissing,

    /** A `UserError` for faults that people can fix; any other fault unchanged. */
    toUserError(fault: unknown, act: Act, place: Place): unknown {
      if (isForbidden(fault)) return permissionMissing(act, place)
      if (isFullOfThreads(fault)) return tooManyThreads()
      return isChannelGone(fault) ? channelGone() : fault
    },
  }
}

export type Channels = ReturnType<typeof createChannels>

const readForum = (channel: DiscordChannel): Forum | undefined =>
  channel.isThreadOnly()
    ? { tags: channel.availableTags, needsTag: channel.flags.has(ChannelFlags.RequireTag) }
    : undefined

/**
 * The tags of a new post: where it must have one, the wanted one, else the first that isn't only for moderators.
 *
 * @param own The bot's permissions there, if known.
 */
export function tagsOfPost(
  { tags, needsTag }: Forum,
  wanted: string | undefined,
  own: Readonly<PermissionsBitField> | undefined,
): readonly string[] {
  const mayGive = ({ moderated }: Tag) => !moderated || own?.has(PermissionFlagsBits.ManageThreads) === true
  const tag =
    tags.find((tag) => tag.id === wanted && mayGive(tag)) ??
    tags.find(({ moderated }) => !moderated) ??
    tags[0]
  return needsTag && tag !== undefined ? [tag.id] : []
}
