import { PermissionFlagsBits, type PermissionsBitField } from 'discord.js'
import { UserError } from '../../../src/chat/user-error.ts'

type Right = readonly [flag: bigint, name: string]

const view: Right = [PermissionFlagsBits.ViewChannel, 'View Channel']
const send: Right = [PermissionFlagsBits.SendMessages, 'Send Messages']
const attach: Right = [PermissionFlagsBits.AttachFiles, 'Attach Files']
const thread: Right = [PermissionFlagsBits.CreatePublicThreads, 'Create Public Threads']
const sendInThreads: Right = [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads']
const lookBack: Right = [PermissionFlagsBits.ReadMessageHistory, 'Read Message History']

/** What the bot needs in a channel, by the names that Discord shows. Least privilege: the README says what for. */
const inChannels = [view, send, attach, thread, sendInThreads]
const inThreads = [view, attach, sendInThreads]

/** What the bot does on its own initiative, with the words for it and what it needs for it. */
const acts = {
  post: { words: 'post', rights: [view, send, attach] },
  reply: { words: 'post in threads', rights: [view, sendInThreads, attach] },
  /** Discord shows the right to send messages by another name where there are only threads. */
  begin: { words: 'begin posts', rights: [view, [send[0], 'Create Posts'], attach] },
  open: { words: 'open threads', rights: [view, thread] },
  'look back': { words: 'look back at what was said', rights: [view, lookBack] },
} as const satisfies Record<string, { readonly words: string; readonly rights: readonly Right[] }>

export type Act = keyof typeof acts

/**
 * To be asked before anything is posted for everyone, so that there are no half-made polls.
 *
 * @throws UserError naming every box that has to be ticked, and where.
 */
export function demandPermissions(own: Readonly<PermissionsBitField>, isThread: boolean): void {
  const missing = missingIn(own, isThread ? inThreads : inChannels)
  if (missing.length === 0) return
  throw new UserError(
    `I may not use ${listed(missing)} here; nothing was posted.`,
    `Tick ${missing.length === 1 ? 'it' : 'them'} for my role under Edit Channel → Permissions, then try again.`,
  )
}

/** Whether the bot sees what was said before. */
export const mayLookBack = (own: Readonly<PermissionsBitField>): boolean => own.has(lookBack[0])

/**
 * What to say when Discord has refused something, naming what is missing.
 *
 * @param own What the bot may do there, where that is known.
 * @param where As in "in #general".
 */
export function forbidden(
  act: Act,
  own: Readonly<PermissionsBitField> | undefined,
  where: string,
): UserError {
  const { words, rights } = acts[act]
  const missing = own === undefined ? [] : missingIn(own, rights)
  const [happened, named] =
    missing.length === 0
      ? [`I may not ${words} ${where}.`, listed(rights.map(([, name]) => name))]
      : [`I may not use ${listed(missing)} ${where}.`, missing.length === 1 ? 'it' : 'them']
  return new UserError(happened, `Tick ${named} for my role under Edit Channel → Permissions.`)
}

const missingIn = (own: Readonly<PermissionsBitField>, rights: readonly Right[]): readonly string[] =>
  rights.filter(([flag]) => !own.has(flag)).map(([, name]) => name)

/** As in “View Channel”, “Send Messages” and “Attach Files”. */
function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `“${name}”`)
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`
}
