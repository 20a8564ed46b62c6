import {
  type ChannelType,
  type Client,
  type Guild,
  type GuildBasedChannel,
  type NonThreadGuildBasedChannel,
  type REST,
  Routes,
  ShardClientUtil,
  Status,
} from 'discord.js'
import { z } from 'zod'
import { isChannelGone, isMissingAccess, unlessHidden } from './faults.ts'
import { createLookup } from './lookup.ts'
import { isSeenByAll, type Overwrite, type Server } from './rights.ts'

const Bits = z.string().transform(BigInt)
const GuildInfo = z.object({
  id: z.string(),
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), name: z.string(), permissions: Bits, mentionable: z.boolean() })),
})
const RoomInfo = z.object({
  type: z.number(),
  guild_id: z.string(),
  parent_id: z.string().nullish(),
  permission_overwrites: z.array(z.object({ id: z.string(), allow: Bits, deny: Bits })).default([]),
})

/** A channel or thread of a server. */
export interface Room {
  readonly type: ChannelType
  /** The server's id. */
  readonly server: string
  /** Of a thread: its channel. Of a channel: its category, if any. */
  readonly parent: string | undefined
  /** Of a channel; a thread has those of its parent. */
  readonly overwrites: readonly Overwrite[]
}

/** A role of a server, as far as people read of it. */
interface Role {
  readonly name: string
  /** Whether a message of anybody's can notify its members. */
  readonly isMentionable: boolean
}

/** A server that is not in the cache. */
interface RequestedServer extends Server {
  /** By their ids. */
  readonly roles: ReadonlyMap<string, Role>
}

interface Deps {
  readonly rest: REST
  readonly client: Client
  /** In ms since 1970. */
  readonly now: () => number
}

/**
 * Looks up servers and their channels: in the gateway's cache, where changes show at once. What the cache lacks is
 * requested and remembered for a minute: servers of other processes, archived threads, and everything while the
 * gateway is disconnected.
 */
export function createServers({ rest, client, now }: Deps) {
  const servers = createLookup(
    (server) => unlessHidden(async () => toServer(GuildInfo.parse(await rest.get(Routes.guild(server))))),
    now,
  )
  const rooms = createLookup(
    (_, id) => unlessHidden(async () => toRoom(RoomInfo.parse(await rest.get(Routes.channel(id))))),
    now,
  )

  /** @returns the server in the cache; `undefined` if its events may not arrive. */
  function findCached(server: string): Guild | undefined {
    const guild = client.guilds.cache.get(server)
    return guild?.shard.status === Status.Ready ? guild : undefined
  }

  /** Whether the bot is certainly no longer in a server. Only the process that serves a server's shard knows. */
  function hasLeft(server: string): boolean {
    const { shardCount = 1 } = client.options
    const isOurs = client.ws.shards.has(ShardClientUtil.shardIdForGuildId(server, shardCount))
    return client.isReady() && isOurs && !client.guilds.cache.has(server)
  }

  return {
    hasLeft,

    /** Whether the bot can do nothing in a server for now: it has left it, or the server has an outage. */
    isAway: (server: string): boolean =>
      hasLeft(server) || client.guilds.cache.get(server)?.available === false,

    /** As {@link hasLeft}, where another process serves the server by asking Discord. @throws if it doesn't answer. */
    async isLeft(server: string): Promise<boolean> {
      if (hasLeft(server)) return true
      if (findCached(server) !== undefined) return false
      return (
        (await unlessHidden(async () => GuildInfo.parse(await rest.get(Routes.guild(server))))) === undefined
      )
    },

    /** @returns `undefined` if the role does not exist, or the server is not found. */
    async findRole(server: string, role: string): Promise<Role | undefined> {
      if (hasLeft(server)) return undefined
      const guild = findCached(server)
      if (guild === undefined) return (await servers.find(server, server))?.roles.get(role)
      const found = guild.roles.cache.get(role)
      return found && { name: found.name, isMentionable: found.mentionable }
    },

    /** The bot's user; `undefined` until it is connected. */
    ownId: (): string | undefined => client.user?.id,

    /** @returns `undefined` if the server is unavailable, or the bot is not a member of it. */
    async findServer(server: string): Promise<Server | undefined> {
      if (hasLeft(server)) return undefined
      const guild = findCached(server)
      if (guild === undefined) return servers.find(server, server)
      return guild.available ? readServer(guild) : undefined
    },

    /** @returns `undefined` if the server has no such channel or thread, or the bot can't see it. */
    async findRoom(server: string, id: string): Promise<Room | undefined> {
      // A channel that was deleted while the gateway was disconnected is in the client's own cache, and not in its server's.
      const cached = findCached(server)?.channels.cache.get(id)
      const room = cached === undefined ? await rooms.find(server, id) : readRoom(cached)
      return room?.server === server ? room : undefined
    },

    /** Whether Discord says that there is no such channel or thread. @throws if it doesn't answer. */
    async isDeleted(id: string): Promise<boolean> {
      try {
        await rest.get(Routes.channel(id))
        return false
      } catch (fault) {
        if (isChannelGone(fault)) return true
        if (isMissingAccess(fault)) return false
        throw fault
      }
    },
  }
}

export type Servers = ReturnType<typeof createServers>

/** Whether every member saw a channel that was in the cache until it was deleted. */
export function wasSeenByAll(channel: NonThreadGuildBasedChannel, ownId: string | undefined): boolean {
  const room = readRoom(channel)
  return isSeenByAll(readServer(channel.guild), room.overwrites, room.type, ownId)
}

const readServer = ({ id, ownerId, roles }: Guild): Server => ({
  id,
  ownerId,
  roleIds: [...roles.cache.keys()],
  permissionsOf: (role) => roles.cache.get(role)?.permissions.bitfield ?? 0n,
})

function toServer({ id, owner_id: ownerId, roles }: z.infer<typeof GuildInfo>): RequestedServer {
  const permissions = new Map(roles.map((role) => [role.id, role.permissions]))
  return {
    id,
    ownerId,
    roleIds: [...permissions.keys()],
    permissionsOf: (role) => permissions.get(role) ?? 0n,
    roles: new Map(roles.map(({ id, name, mentionable }) => [id, { name, isMentionable: mentionable }])),
  }
}

function readRoom(channel: GuildBasedChannel): Room {
  const overwrites = channel.isThread() ? [] : [...channel.permissionOverwrites.cache.values()]
  return {
    type: channel.type,
    server: channel.guildId,
    parent: channel.parentId ?? undefined,
    overwrites: overwrites.map(({ id, allow, deny }) => ({ id, allow: allow.bitfield, deny: deny.bitfield })),
  }
}

const toRoom = ({ type, guild_id, parent_id, permission_overwrites }: z.infer<typeof RoomInfo>): Room => ({
  type,
  server: guild_id,
  parent: parent_id ?? undefined,
  overwrites: permission_overwrites,
})
