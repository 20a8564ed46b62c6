import { PermissionFlagsBits, type PermissionsBitField } from 'discord.js'
import { UserError } from '../../src/user-error.ts'

/** What the bot needs in a channel, by the names that Discord shows. Least privilege: the README says what for. */
const inChannels = [
  [PermissionFlagsBits.ViewChannel, 'View Channel'],
  [PermissionFlagsBits.SendMessages, 'Send Messages'],
  [PermissionFlagsBits.AttachFiles, 'Attach Files'],
  [PermissionFlagsBits.CreatePublicThreads, 'Create Public Threads'],
  [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads'],
] as const

const inThreads = inChannels.filter(
  ([flag]) => flag !== PermissionFlagsBits.SendMessages && flag !== PermissionFlagsBits.CreatePublicThreads,
)

/**
 * To be asked before anything is posted for everyone, so that there are no half-made polls.
 *
 * @throws UserError naming every box that has to be ticked, and where.
 */
export function demandPermissions(own: Readonly<PermissionsBitField>, isThread: boolean): void {
  const missing = (isThread ? inThreads : inChannels)
    .filter(([flag]) => !own.has(flag))
    .map(([, name]) => `“${name}”`)
  if (missing.length === 0) return
  throw new UserError(
    `I may not ${missing.length === 1 ? `use ${missing[0]}` : `use ${missing.slice(0, -1).join(', ')} and ${missing.at(-1)}`} here; nothing was posted.`,
    `Tick ${missing.length === 1 ? 'it' : 'them'} for my role under Edit Channel → Permissions, then try again.`,
  )
}
