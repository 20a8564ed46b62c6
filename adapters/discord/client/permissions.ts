import { type ChannelType, PermissionFlagsBits, type PermissionsBitField } from 'discord.js'
import type { UserError } from '../../../src/chat/user-error.ts'
import { isThreadType, isVoiceType } from './channel-types.ts'
import { actForbidden, permissionsMissing, permissionsMissingHere } from './errors.ts'

export type Permission = readonly [flag: bigint, name: string]

const view: Permission = [PermissionFlagsBits.ViewChannel, 'View Channel']
const send: Permission = [PermissionFlagsBits.SendMessages, 'Send Messages']
const attach: Permission = [PermissionFlagsBits.AttachFiles, 'Attach Files']
const thread: Permission = [PermissionFlagsBits.CreatePublicThreads, 'Create Public Threads']
const sendInThreads: Permission = [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads']
const manageThreads: Permission = [PermissionFlagsBits.ManageThreads, 'Manage Threads']
const readHistory: Permission = [PermissionFlagsBits.ReadMessageHistory, 'Read Message History']

/** Permissions that a poll requires in a channel, by the names Discord shows. The README says what each is for. */
const channelPermissions = [view, send, attach, thread, sendInThreads]
/** The permissions of the invite link in the README, as bits. */
export const invitePermissions = [...channelPermissions, readHistory].reduce((sum, [flag]) => sum | flag, 0n)
const threadPermissions = [view, attach, sendInThreads]
/** In the chat of a voice channel, which has no threads. */
const chatPermissions = [view, send, attach]

/** Acts of the bot on its own initiative: the verb that describes each, and the permissions it requires. */
const acts = {
  post: { verb: 'post', permissions: [view, send, attach] },
  reply: { verb: 'post in threads', permissions: [view, sendInThreads, attach] },
  /** In a forum, Discord shows the permission to send messages as "Create Posts". */
  begin: { verb: 'create posts', permissions: [view, [send[0], 'Create Posts'], attach] },
  open: { verb: 'create threads', permissions: [view, thread] },
  label: { verb: 'change the tags of posts', permissions: [view, manageThreads] },
  'look back': { verb: 'read earlier messages', permissions: [view, readHistory] },
} as const satisfies Record<string, { readonly verb: string; readonly permissions: readonly Permission[] }>

export type Act = keyof typeof acts

/**
 * Checks the bot's permissions before it posts for everyone, so that no poll is left half made.
 *
 * @throws UserError naming every missing permission and where to grant it.
 */
export function requirePermissions(own: Readonly<PermissionsBitField>, type: ChannelType | undefined): void {
  const missing = missingForPolls(own, type)
  if (missing.length > 0) throw permissionsMissingHere(missing)
}

/** The permissions that a poll in a channel of that type requires and the bot lacks, by the names Discord shows. */
export const missingForPolls = (
  own: Readonly<PermissionsBitField>,
  type: ChannelType | undefined,
): readonly string[] => findMissing(own, permissionsFor(type))

function permissionsFor(type: ChannelType | undefined): readonly Permission[] {
  if (type === undefined) return channelPermissions
  if (isThreadType(type)) return threadPermissions
  return isVoiceType(type) ? chatPermissions : channelPermissions
}

/** The page on which the bot is added to a server, as the README has it. */
export const inviteUrlOf = (applicationId: string): string =>
  `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${invitePermissions}`

/** Whether the bot can read earlier messages. */
export const mayReadHistory = (own: Readonly<PermissionsBitField>): boolean => own.has(readHistory[0])

/**
 * The error for an act that Discord refused, naming what is missing.
 *
 * @param own The bot's permissions there, if known.
 * @param where As in "in #general".
 */
export function actRefused(
  act: Act,
  own: Readonly<PermissionsBitField> | undefined,
  where: string,
): UserError {
  const { verb, permissions } = acts[act]
  const missing = own === undefined ? [] : findMissing(own, permissions)
  return missing.length === 0
    ? actForbidden(
        verb,
        where,
        permissions.map(([, name]) => name),
      )
    : permissionsMissing(where, missing)
}

/** The names of the permissions that are not among the bot's own. */
export const findMissing = (
  own: Readonly<PermissionsBitField>,
  permissions: readonly Permission[],
): readonly string[] => permissions.filter(([flag]) => !own.has(flag)).map(([, name]) => name)
