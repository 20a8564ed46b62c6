import {
  type APIInteractionGuildMember,
  type ChannelType,
  type GuildMember,
  PermissionFlagsBits,
  PermissionsBitField,
} from 'discord.js'
import type { Rank, Reported } from '../../../src/chat/caller.ts'
import { isVoiceType } from './channel-types.ts'

const { ViewChannel, ReadMessageHistory, Connect, ManageGuild, ManageMessages } = PermissionFlagsBits

/** A server, as far as permissions depend on it. */
export interface Server {
  readonly id: string
  readonly ownerId: string
  /** The ids of its roles, @everyone's among them. */
  readonly roleIds: readonly string[]
  /** The permissions of a role; 0 if it does not exist. */
  readonly permissionsOf: (role: string) => bigint
}

/** A channel's changes to the permissions of a role or member, by its id. */
export interface Overwrite {
  readonly id: string
  readonly allow: bigint
  readonly deny: bigint
}

/** A member by their user's id, with the ids of their roles. */
export interface Holder {
  readonly id: string
  readonly roles: readonly string[]
}

/** The permissions of a member in a channel (Discord's documentation, "Permissions", "Permission Overwrites"). */
export function permissionsIn(
  { id: everyone, ownerId, permissionsOf }: Server,
  overwrites: readonly Overwrite[],
  { id: user, roles }: Holder,
): Readonly<PermissionsBitField> {
  const base = [everyone, ...roles].reduce((all, role) => all | permissionsOf(role), 0n)
  if (user === ownerId || (base & PermissionFlagsBits.Administrator) !== 0n)
    return new PermissionsBitField(PermissionsBitField.All)
  const steps = [[everyone], roles, [user]].map((ids) => overwrites.filter(({ id }) => ids.includes(id)))
  return new PermissionsBitField(steps.reduce(applyOverwrites, base))
}

/** Permissions of a whole server, which no channel changes. */
const serverWide = PermissionFlagsBits.Administrator | ManageGuild

/** All denies first, so that what one role allows isn't denied by another. */
function applyOverwrites(permissions: bigint, overwrites: readonly Overwrite[]): bigint {
  const denied = overwrites.reduce((all, { deny }) => all | deny, 0n)
  const allowed = overwrites.reduce((all, { allow }) => all | allow, 0n)
  return (permissions & ~(denied & ~serverWide)) | (allowed & ~serverWide)
}

/** Whether these permissions show a channel of that type, with its messages. */
export const showsChannel = (permissions: Readonly<PermissionsBitField>, type: ChannelType): boolean =>
  permissions.has([ViewChannel, ReadMessageHistory]) && (!isVoiceType(type) || permissions.has(Connect))

/**
 * Whether every member sees a channel of that type, whatever their roles: @everyone does, and no overwrite takes it from
 * anybody but the bot.
 *
 * @param ownId The bot's user.
 */
export function isSeenByAll(
  server: Server,
  overwrites: readonly Overwrite[],
  type: ChannelType,
  ownId: string | undefined,
): boolean {
  const others = overwrites.filter(({ id }) => id !== ownId)
  const base = permissionsIn(server, others, { id: '', roles: [] })
  const withEveryDeny = base.bitfield & ~others.reduce((all, { deny }) => all | deny, 0n)
  return showsChannel(new PermissionsBitField(withEveryDeny), type)
}

/**
 * Whether all people who see an event in one channel see another channel, as far as their roles say: each role that sees
 * the first one does, whatever other roles deny there, and no person's own overwrite makes a difference.
 *
 * @param ownId The bot's user.
 */
export function isSeenByAllOf(
  server: Server,
  venue: readonly Overwrite[],
  { overwrites, type }: { readonly overwrites: readonly Overwrite[]; readonly type: ChannelType },
  ownId: string | undefined,
): boolean {
  if (isSeenByAll(server, overwrites, type, ownId)) return true
  const isOfRole = ({ id }: Overwrite) => server.roleIds.includes(id)
  const isOfPerson = (one: Overwrite) => !isOfRole(one) && one.id !== ownId
  const isLetIn = venue.some((one) => isOfPerson(one) && (one.allow & ViewChannel) !== 0n)
  const isShutOut = overwrites.some((one) => isOfPerson(one) && one.deny !== 0n)
  if (isLetIn || isShutOut) return false
  return server.roleIds.every((role) => {
    const holder = { id: '', roles: role === server.id ? [] : [role] }
    if (!permissionsIn(server, venue, holder).has(ViewChannel)) return true
    const seen = permissionsIn(server, overwrites, holder)
    if (seen.has(PermissionFlagsBits.Administrator)) return true
    const own = overwrites.find(({ id }) => id === role)
    const denied = overwrites
      .filter((one) => isOfRole(one) && one.id !== role && one.id !== server.id)
      .reduce((all, { deny }) => all | deny, 0n)
    const always = seen.bitfield & ~(denied & ~(own?.allow ?? 0n))
    return showsChannel(new PermissionsBitField(always), type)
  })
}

/** The reasons for which a member of a server can't write. */
export interface Silence {
  /** Not let in by the server's screening yet. */
  readonly isPending: boolean
  /** The end of a time-out, in ms since 1970. */
  readonly timedOutUntil: number | undefined
}

/** Read from a payload of Discord. */
export const toSilence = (member: {
  readonly pending?: boolean | undefined
  readonly communication_disabled_until?: string | null | undefined
}): Silence => ({
  isPending: member.pending === true,
  timedOutUntil: Date.parse(member.communication_disabled_until ?? '') || undefined,
})

/** Of the member of an interaction or message, which discord.js leaves as a payload if it doesn't know the server. */
export const silenceOf = (member: GuildMember | APIInteractionGuildMember | null): Silence =>
  member !== null && 'communicationDisabledUntilTimestamp' in member
    ? { isPending: member.pending, timedOutUntil: member.communicationDisabledUntilTimestamp ?? undefined }
    : toSilence(member ?? {})

const isSilenced = ({ isPending, timedOutUntil = 0 }: Silence, now: number): boolean =>
  isPending || timedOutUntil > now

/** The standing that permissions in a channel give; that of a member if they are unknown. */
export function standingOf(
  permissions: Readonly<PermissionsBitField> | null,
  silence: Silence,
  now: number,
): Reported {
  const isFree = permissions?.has(PermissionFlagsBits.Administrator) === true
  return !isFree && isSilenced(silence, now) ? 'silenced' : rankOf(permissions)
}

function rankOf(permissions: Readonly<PermissionsBitField> | null): Rank {
  if (permissions?.has(ManageGuild) === true) return 'admin'
  return permissions?.has(ManageMessages) === true ? 'manager' : 'member'
}
