import {
  ChannelFlags,
  ChannelType,
  type Client,
  type Channel as DiscordChannel,
  type PermissionsBitField,
  type REST,
  Routes,
} from 'discord.js'
import { z } from 'zod'
import type { Place } from '../../../src/chat/caller.ts'
import type { UserError } from '../../../src/chat/user-error.ts'
import { type Act, permissionMissing } from './permissions.ts'

const Tag = z.object({ id: z.string(), moderated: z.boolean() })
const ChannelInfo = z.object({
  type: z.number(),
  flags: z.int().default(0),
  available_tags: z.array(Tag).default([]),
  thread_metadata: z.object({ locked: z.boolean() }).optional(),
})

/** A channel that has only threads: whoever says something begins one. */
export interface Forum {
  /** What its posts have to be filed under. */
  readonly tags: readonly string[]
}

/** Where messages of a place are. */
export const channelOf = ({ channel, thread }: Place): string => thread ?? channel

/** The server that a place is in; `dm.` and a channel for a direct conversation. */
export const serverOf = ({ space }: Place): string => space.slice('discord:'.length)

export const isDirect = (place: Place): boolean => serverOf(place).startsWith('dm.')

/** What is known of channels: from the gateway where this process serves their server, else by asking. */
export function createChannels(rest: REST, client: Client) {
  const fetchChannel = async (channel: string) => ChannelInfo.parse(await rest.get(Routes.channel(channel)))

  /** What the bot may do in a channel and its threads; nothing where this process isn't told. */
  function findOwnPermissions({ channel }: Place): Readonly<PermissionsBitField> | undefined {
    const found = client.channels.cache.get(channel)
    if (found === undefined || found.isDMBased() || client.user === null) return undefined
    return found.permissionsFor(client.user) ?? undefined
  }

  function describeChannel({ channel }: Place): string {
    const found = client.channels.cache.get(channel)
    return found === undefined || found.isDMBased() ? 'in that channel' : `in #${found.name}`
  }

  return {
    findOwnPermissions,

    /** The forum that a channel is; nothing for other channels. */
    async findForum(place: Place): Promise<Forum | undefined> {
      if (isDirect(place)) return undefined
      const found = client.channels.cache.get(place.channel)
      if (found !== undefined) return toKnownForum(found)
      const { type, flags, available_tags: tags } = await fetchChannel(place.channel)
      const isForum = type === ChannelType.GuildForum || type === ChannelType.GuildMedia
      return isForum ? toForum(tags, (flags & ChannelFlags.RequireTag) !== 0) : undefined
    },

    /** Whether only moderators can write in a thread. */
    isLocked: async (thread: string): Promise<boolean> =>
      (await fetchChannel(thread)).thread_metadata?.locked === true,

    /** What to say when Discord has refused something in a place. */
    permissionMissing(act: Act, place: Place): UserError {
      const known = client.channels.cache.get(place.channel)
      const how =
        act !== 'post' ? act : place.thread !== undefined ? 'reply' : known?.isThreadOnly() ? 'begin' : 'post'
      return permissionMissing(how, findOwnPermissions(place), describeChannel(place))
    },
  }
}

export type Channels = ReturnType<typeof createChannels>

const toKnownForum = (channel: DiscordChannel): Forum | undefined =>
  channel.isThreadOnly()
    ? toForum(channel.availableTags, channel.flags.has(ChannelFlags.RequireTag))
    : undefined

/** Where posts have to be filed, the first tag will do that isn't for moderators alone. */
function toForum(tags: readonly z.infer<typeof Tag>[], needsTag: boolean): Forum {
  const tag = tags.find(({ moderated }) => !moderated) ?? tags[0]
  return { tags: needsTag && tag !== undefined ? [tag.id] : [] }
}
