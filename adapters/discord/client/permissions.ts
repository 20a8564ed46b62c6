import { PermissionFlagsBits, type PermissionsBitField } from 'discord.js'
import { UserError } from '../../../src/chat/user-error.ts'

type Permission = readonly [flag: bigint, name: string]

const view: Permission = [PermissionFlagsBits.ViewChannel, 'View Channel']
const send: Permission = [PermissionFlagsBits.SendMessages, 'Send Messages']
const attach: Permission = [PermissionFlagsBits.AttachFiles, 'Attach Files']
const thread: Permission = [PermissionFlagsBits.CreatePublicThreads, 'Create Public Threads']
const sendInThreads: Permission = [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads']
const readHistory: Permission = [PermissionFlagsBits.ReadMessageHistory, 'Read Message History']

/** What the bot needs in a channel, by the names that Discord shows. Least privilege: the README says what for. */
const channelPermissions = [view, send, attach, thread, sendInThreads]
const threadPermissions = [view, attach, sendInThreads]

/** What the bot does on its own initiative, with the words for it and what it needs for it. */
const acts = {
  post: { verb: 'post', permissions: [view, send, attach] },
  reply: { verb: 'post in threads', permissions: [view, sendInThreads, attach] },
  /** Discord shows the right to send messages by another name where there are only threads. */
  begin: { verb: 'begin posts', permissions: [view, [send[0], 'Create Posts'], attach] },
  open: { verb: 'open threads', permissions: [view, thread] },
  'look back': { verb: 'look back at what was said', permissions: [view, readHistory] },
} as const satisfies Record<string, { readonly verb: string; readonly permissions: readonly Permission[] }>

export type Act = keyof typeof acts

/**
 * To be asked before anything is posted for everyone, so that there are no half-made polls.
 *
 * @throws UserError naming every box that has to be ticked, and where.
 */
export function requirePermissions(own: Readonly<PermissionsBitField>, isThread: boolean): void {
  const missing = findMissing(own, isThread ? threadPermissions : channelPermissions)
  if (missing.length === 0) return
  throw new UserError(
    `I may not use ${quoteList(missing)} here; nothing was posted.`,
    `Tick ${missing.length === 1 ? 'it' : 'them'} for my role under Edit Channel → Permissions, then try again.`,
  )
}

/** Whether the bot sees what was said before. */
export const mayReadHistory = (own: Readonly<PermissionsBitField>): boolean => own.has(readHistory[0])

/**
 * What to say when Discord has refused something, naming what is missing.
 *
 * @param own What the bot may do there, where that is known.
 * @param where As in "in #general".
 */
export function permissionMissing(
  act: Act,
  own: Readonly<PermissionsBitField> | undefined,
  where: string,
): UserError {
  const { verb, permissions } = acts[act]
  const missing = own === undefined ? [] : findMissing(own, permissions)
  const [happened, named] =
    missing.length === 0
      ? [`I may not ${verb} ${where}.`, quoteList(permissions.map(([, name]) => name))]
      : [`I may not use ${quoteList(missing)} ${where}.`, missing.length === 1 ? 'it' : 'them']
  return new UserError(happened, `Tick ${named} for my role under Edit Channel → Permissions.`)
}

const findMissing = (
  own: Readonly<PermissionsBitField>,
  permissions: readonly Permission[],
): readonly string[] => permissions.filter(([flag]) => !own.has(flag)).map(([, name]) => name)

/** As in “View Channel”, “Send Messages” and “Attach Files”. */
function quoteList(names: readonly string[]): string {
  const quoted = names.map((name) => `“${name}”`)
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`
}
