import {
  type APIInteractionGuildMember,
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type GuildMember,
  type GuildMemberRoleManager,
  InteractionContextType,
  type Message,
  PermissionFlagsBits,
  type PermissionsBitField,
} from 'discord.js'
import type { Call } from '../../../src/chat/call.ts'
import type { Caller, Place } from '../../../src/chat/caller.ts'
import type { InviteeId } from '../../../src/chat/invitee.ts'
import type { Hint } from '../../../src/chat/option.ts'
import { systemClock } from '../../../src/time/clock.ts'
import { toSpaceId } from '../client/channels.ts'
import { botNotInServer, personUnknown, placeUnknown, roleMentioned } from '../client/errors.ts'
import { toPersonId } from '../client/members.ts'
import { inviteUrlOf } from '../client/permissions.ts'
import { silenceOf, standingOf } from '../client/rights.ts'
import { toAudienceId } from '../client/roles.ts'
import { channelSuffix, labels } from '../format/labels.ts'

type CallerSource = Pick<
  BaseInteraction,
  | 'applicationId'
  | 'user'
  | 'member'
  | 'guildId'
  | 'channelId'
  | 'channel'
  | 'memberPermissions'
  | 'guild'
  | 'locale'
  | 'context'
>

/** Whether an interaction is where the bot is not: in a server that it is no member of, or between people. */
export const isElsewhere = ({ guildId, guild, context }: CallerSource): boolean =>
  (guildId !== null && guild === null) || context === InteractionContextType.PrivateChannel

/** Whether the call needs the bot in a place that it has not joined. */
export const lacksBot = (interaction: CallerSource, call: Call | undefined): boolean =>
  isElsewhere(interaction) && (call === undefined || !needsNoPlace(call))

/** Explanations read nothing from their place. */
const needsNoPlace = ({ command }: Call): boolean => /^explain(?:[ -]|$)/.test(command)

/**
 * Reads who uses a command, control or form, and where.
 *
 * @param call What they ask for; without it, it needs the bot to be there.
 * @throws UserError if the bot would have to be a member of the server.
 */
export function readCaller(interaction: CallerSource, call?: Call): Caller {
  const { user, member, guildId, channelId, channel, memberPermissions, locale } = interaction
  if (channelId === null) throw placeUnknown()
  if (lacksBot(interaction, call)) throw botNotInServer(inviteUrlOf(interaction.applicationId))
  const nick = member === null ? undefined : 'displayName' in member ? member.displayName : member.nick
  const name = nick ?? user.displayName
  return {
    person: { id: toPersonId(user.id), name },
    place: toPlace(guildId, channelId, channel?.isThread() === true ? channel.parentId : null),
    ...standingIn(guildId, channel?.isThread() === true, memberPermissions, member),
    ...audiencesOf(member),
    language: locale,
    ...(isElsewhere(interaction) && { isOutside: true }),
  }
}

/** Reads who wrote to the bot, where, and the words without the bot's mention. */
export function readMessage(
  message: Message,
  botId: string,
): { readonly caller: Caller; readonly words: string } {
  const { author, member, guildId, channelId, channel } = message
  const permissions = member === null || channel.isDMBased() ? null : channel.permissionsFor(member)
  return {
    caller: {
      person: { id: toPersonId(author.id), name: member?.displayName ?? author.displayName },
      place: toPlace(guildId, channelId, channel.isThread() ? channel.parentId : null),
      ...standingIn(guildId, channel.isThread(), permissions, member),
      ...audiencesOf(member),
    },
    words: message.content.replaceAll(new RegExp(`<@!?${botId}>`, 'g'), ' ').trim(),
  }
}

/** A person's rights in the place of an interaction. In a direct conversation they run the place. */
function standingIn(
  guildId: string | null,
  isThread: boolean,
  permissions: Readonly<PermissionsBitField> | null,
  member: GuildMember | APIInteractionGuildMember | null,
): Pick<Caller, 'isReadOnly' | 'rank'> {
  if (guildId === null) return { rank: 'admin' }
  const mayWrite =
    permissions === null ||
    permissions.has(isThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages)
  const rank = standingOf(permissions, silenceOf(member), systemClock.now())
  return { rank, ...(!mayWrite && { isReadOnly: true }) }
}

/** The roles of a member, by their payload, which may come without, or the cache, where @everyone is among them. */
function audiencesOf(
  member: { readonly roles?: readonly string[] | Pick<GuildMemberRoleManager, 'cache'> } | null,
): Pick<Caller, 'audiences'> {
  const roles = member?.roles
  if (roles === undefined) return {}
  return { audiences: ('cache' in roles ? [...roles.cache.keys()] : roles).map(toAudienceId) }
}

function toPlace(guildId: string | null, channelId: string, parentId: string | null): Place {
  const space = toSpaceId({ guildId, channelId })
  const channel = parentId ?? channelId
  return { platform: 'discord', space, channel, ...(parentId !== null && { thread: channelId }) }
}

/**
 * A slash command as a call: the subcommand (after its group's name) is the command, the options are the arguments. What
 * people have added to their account is a command of its own, and its answer is private.
 */
export function readSlash({
  commandName,
  options,
}: ChatInputCommandInteraction | AutocompleteInteraction): Call {
  if (commandName === labels.explain) {
    const topic = options.data.find(({ name }) => name === 'topic')
    return { command: commandName, args: { ...(topic && { topic: textOf(topic) }), private: 'yes' } }
  }
  const group = options.getSubcommandGroup(false)
  const member = options.getSubcommand()
  const name = group === null ? member : member === labels.groupAlone ? group : `${group} ${member}`
  const args = Object.fromEntries(flattenOptions(options.data).map((option) => [option.name, textOf(option)]))
  return { command: name, args: joinChannels(args) }
}

/** The values by option; a channel that was chosen beside an option's words follows them. */
function joinChannels(args: Call['args']): Call['args'] {
  const isChannel = (name: string) => name.endsWith(channelSuffix)
  const others = Object.entries(args).filter(([name]) => !isChannel(name))
  const joined = Object.entries(args)
    .filter(([name]) => isChannel(name))
    .map(([name, channel]) => {
      const option = name.slice(0, -channelSuffix.length)
      return [option, [args[option], channel].filter(Boolean).join(' ')] as const
    })
  return Object.fromEntries([...others, ...joined])
}

/** The options within subcommands and their groups. */
function flattenOptions(options: readonly CommandInteractionOption[]): readonly CommandInteractionOption[] {
  return options.flatMap((option) =>
    option.type === ApplicationCommandOptionType.Subcommand ||
    option.type === ApplicationCommandOptionType.SubcommandGroup
      ? flattenOptions(option.options ?? [])
      : [option],
  )
}

/** People, roles and channels are written as mentions, as they are in typed words. */
function textOf({ type, value, user, role }: CommandInteractionOption): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (user) return `<@${user.id}>`
  if (role) return `<@&${role.id}>`
  return type === ApplicationCommandOptionType.Channel ? `<#${value}>` : String(value ?? '')
}

/** Who is asked to vote if a role is. @throws UserError if it can't be. */
export type InviteesOf = (role: string) => Promise<readonly InviteeId[]>

/**
 * The call with mentions of people replaced by their ids, and those of roles where the option takes them.
 *
 * @throws UserError for other roles and for names without a mention.
 */
export async function resolvePeople(
  call: Call,
  hints: Readonly<Record<string, Hint>>,
  inviteesOf: InviteesOf,
): Promise<Call> {
  const args = Object.entries(call.args).map(async ([name, value]) => {
    const { kind, takesGroups } = hints[name] ?? {}
    if (kind !== 'people') return [name, value]
    return [name, await readInvitees(value, takesGroups === true ? inviteesOf : refuseRole)]
  })
  return { command: call.command, args: Object.fromEntries(await Promise.all(args)) }
}

const refuseRole: InviteesOf = async () => {
  throw roleMentioned()
}

async function readInvitees(words: string, inviteesOf: InviteesOf): Promise<string> {
  const roleMention = /<@&(\d+)>/g
  const mention = /<@!?(?<user>\d+)>|discord:(?<id>@?\d+)/g
  const roles = await Promise.all([...words.matchAll(roleMention)].map(([, role = '']) => inviteesOf(role)))
  const left = words
    .replaceAll(roleMention, '')
    .replaceAll(mention, '')
    .replaceAll(/[\s,]+/g, ' ')
    .trim()
  if (left !== '') throw personUnknown(left)
  const people = [...words.matchAll(mention)].map(({ groups }) => `discord:${groups?.user ?? groups?.id}`)
  return [...new Set([...people, ...roles.flat()])].join(',')
}
