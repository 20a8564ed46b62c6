import { type BaseInteraction, ChannelType, PermissionFlagsBits, type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { PersonId, Place, Reported } from '../../../src/chat/caller.ts'
import type { ConversationState, Venue } from '../../../src/chat/port.ts'
import { isThreadType } from './channel-types.ts'
import { channelOf, isDirect, serverOf, toDirectPlace } from './channels.ts'
import { unlessHidden } from './faults.ts'
import { createLookup } from './lookup.ts'
import { type ListedMember, requestMember, userOf } from './members.ts'
import {
  isSeenByAll,
  isSeenByAllOf,
  permissionsIn,
  showsChannel,
  silenceOf,
  standingOf,
  toSilence,
} from './rights.ts'
import type { Room, Servers } from './servers.ts'

const ChannelInfo = z.object({
  type: z.number(),
  recipients: z.array(z.object({ id: z.string() })).default([]),
})
const ThreadMember = z.object({ user_id: z.string() })

interface Deps {
  readonly rest: REST
  readonly servers: Servers
  /** In ms since 1970. */
  readonly now: () => number
}

/**
 * Decides who sees a place, and with which rank. Roles and memberships are remembered for up to a minute, and
 * each interaction refreshes the roles; permissions of roles and channels count as the gateway reports them.
 */
export function createSight({ rest, servers, now }: Deps) {
  const members = createLookup(
    (server, user) =>
      unlessHidden(async () => {
        const member = await requestMember(rest, server, user)
        return member && { id: user, roles: member.roles, silence: toSilence(member) }
      }),
    now,
  )
  /** By `<thread>/<user>`. */
  const threadMembers = createLookup((_, key) => {
    const [thread = '', user = ''] = key.split('/')
    return unlessHidden(async () => ThreadMember.parse(await rest.get(Routes.threadMembers(thread, user))))
  }, now)
  const directs = createLookup(
    (_, channel) => unlessHidden(async () => ChannelInfo.parse(await rest.get(Routes.channel(channel)))),
    now,
  )

  async function isDirectWith(user: string, { space, channel }: Place): Promise<boolean> {
    if (space !== toDirectPlace(channel).space) return false
    const { type, recipients = [] } = (await directs.find(space, channel)) ?? {}
    return type === ChannelType.DM && recipients.some(({ id }) => id === user)
  }

  async function findRank(user: string, place: Place): Promise<Reported | false> {
    const id = serverOf(place)
    const server = await servers.findServer(id)
    const member = server && (await members.find(id, user))
    const room = member && (await servers.findRoom(id, channelOf(place)))
    if (server === undefined || member === undefined || room === undefined || !isRoomOf(room, place))
      return false
    const channel = isThreadType(room.type) ? await servers.findRoom(id, room.parent ?? '') : room
    if (channel === undefined) return false
    const permissions = permissionsIn(server, channel.overwrites, member)
    if (!showsChannel(permissions, channel.type)) return false
    const isOpen =
      room.type !== ChannelType.PrivateThread ||
      permissions.has(PermissionFlagsBits.ManageThreads) ||
      (await threadMembers.find(id, `${channelOf(place)}/${user}`)) !== undefined
    return isOpen && standingOf(permissions, member.silence, now())
  }

  return {
    /** An interaction of a server says which roles its user has at that moment. */
    prove({ user, member, guildId }: Pick<BaseInteraction, 'user' | 'member' | 'guildId'>): void {
      if (guildId === null || member === null) return
      const roles = Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()]
      // @everyone is among the roles of a cached member, and is no role of theirs where overwrites are applied.
      members.put(guildId, user.id, {
        id: user.id,
        roles: roles.filter((role) => role !== guildId),
        silence: silenceOf(member),
      })
    },

    /** A person in the place's server, with the ids of their roles; `undefined` if they are no member of it. */
    memberIn: (person: PersonId, place: Place) => members.find(serverOf(place), userOf(person)),

    /** The list of a server's members says which roles one of them has. */
    putMember(server: string, member: ListedMember): void {
      const { id } = member.user
      members.put(server, id, { id, roles: member.roles, silence: toSilence(member) })
    },

    /** As in `ChatPort`. Rejects if Discord can't be reached. */
    async stateOf(place: Place): Promise<ConversationState> {
      const id = serverOf(place)
      // A direct conversation can't be deleted.
      if (isDirect(place) || !areIds(id, channelOf(place))) return 'unknown'
      const server = await servers.findServer(id)
      const room = server && (await servers.findRoom(id, channelOf(place)))
      if (server === undefined) return 'unknown'
      if (room === undefined) return (await servers.isDeleted(channelOf(place))) ? 'deleted' : 'unknown'
      if (!isRoomOf(room, place)) return 'unknown'
      if (isThreadType(room.type)) return room.type === ChannelType.PrivateThread ? 'for-some' : 'as-channel'
      return isSeenByAll(server, room.overwrites, room.type, servers.ownId()) ? 'for-all' : 'for-some'
    },

    /** As in `ChatPort`. Rejects if Discord can't be reached. */
    async isSpaceAdmin(person: PersonId, place: Place): Promise<boolean> {
      const [id, user] = [serverOf(place), userOf(person)]
      if (isDirect(place) || !isOnDiscord(person, place) || !areIds(id, user)) return false
      const server = await servers.findServer(id)
      const member = server && (await members.find(id, user))
      if (server === undefined || member === undefined) return false
      return standingOf(permissionsIn(server, [], member), member.silence, now()) === 'admin'
    },

    /** As in `EventPort`. Rejects if Discord can't be reached. */
    async isEventSeenByOthers(place: Place, venue: Venue | undefined): Promise<boolean> {
      const id = serverOf(place)
      const server = await servers.findServer(id)
      const room = server && (await servers.findRoom(id, channelOf(place)))
      if (room === undefined || !isRoomOf(room, place) || room.type === ChannelType.PrivateThread) return true
      const channel = isThreadType(room.type) ? await servers.findRoom(id, room.parent ?? '') : room
      if (server === undefined || channel === undefined) return true
      const ownId = servers.ownId()
      if (venue === undefined) return !isSeenByAll(server, channel.overwrites, channel.type, ownId)
      const held = await servers.findRoom(id, venue.channel)
      return held === undefined || !isSeenByAllOf(server, held.overwrites, channel, ownId)
    },

    /** As in `ChatPort`. A thread that isn't found counts as private. Rejects if Discord can't be reached. */
    async isPrivateThread(place: Place): Promise<boolean> {
      if (place.thread === undefined || isDirect(place)) return false
      const room = await servers.findRoom(serverOf(place), place.thread)
      return room === undefined || room.type === ChannelType.PrivateThread
    },

    /** As in `ChatPort`. Rejects if Discord can't be reached. */
    async canSee(person: PersonId, place: Place): Promise<Reported | false> {
      const user = userOf(person)
      if (!isOnDiscord(person, place) || !areIds(user, place.channel, channelOf(place))) return false
      if (isDirect(place)) return (await isDirectWith(user, place)) && 'admin'
      return areIds(serverOf(place)) && findRank(user, place)
    },
  }
}

const isOnDiscord = (person: PersonId, { platform, space }: Place): boolean =>
  platform === 'discord' && [person, space].every((id) => id.startsWith('discord:'))

/** Whether the place's thread is one, and of the place's channel. */
const isRoomOf = ({ type, parent }: Room, { channel, thread }: Place): boolean =>
  thread === undefined || (isThreadType(type) && parent === channel)

/** Ids become parts of a request's path. */
const areIds = (...ids: readonly string[]): boolean => ids.every((id) => /^\d{1,20}$/.test(id))
