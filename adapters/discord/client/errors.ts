import { agree, listed } from '../../../src/chat/text.ts'
import { UserError } from '../../../src/chat/user-error.ts'

/** The bot lacks permissions in the caller's channel. @param missing Their names, at least one. */
export const permissionsMissingHere = (missing: readonly string[]) =>
  new UserError(
    `I'm missing ${agree(missing.length, 'a permission', 'permissions')} in this channel: ${listed(missing.map(quote))}. Nothing was posted.`,
    `Tick ${agree(missing.length, 'it', 'them')} for my role under Edit Channel → Permissions, then try again.`,
  )

/** Discord refused an act. @param where As in "in #general". @param missing Names of permissions, at least one. */
export const permissionsMissing = (where: string, missing: readonly string[]) =>
  new UserError(
    `I'm missing the ${agree(missing.length, 'permission', 'permissions')} ${listed(missing.map(quote))} ${where}.`,
    `Tick ${agree(missing.length, 'it', 'them')} for my role under Edit Channel → Permissions.`,
  )

/** Discord refused an act, and which permission is missing can't be seen. @param required All that the act requires. */
export const actForbidden = (verb: string, where: string, required: readonly string[]) =>
  new UserError(
    `I'm not allowed to ${verb} ${where}.`,
    `Tick ${listed(required.map(quote))} for my role under Edit Channel → Permissions.`,
  )

const quote = (name: string): string => `“${name}”`

export const tokenRejected = () =>
  new UserError(
    'DISCORD_TOKEN: Discord rejected it.',
    'Create a new token on the Bot page of your application: https://discord.com/developers/applications.',
  )

export const placeUnknown = () =>
  new UserError("I can't tell which channel this is.", 'Ask me in a channel or a direct message.')

/** @param inviteUrl The page on which a bot is added to a server. */
export const botNotInServer = (inviteUrl: string) =>
  new UserError("I'm not a member of this server, so I can't run polls here.", [
    'Ask someone who manages it to add me: ',
    { link: 'Add Cruxgrid', url: inviteUrl },
    '.',
  ])

export const membersIntentRefused = () =>
  new UserError(
    'Discord refuses the Server Members Intent.',
    'Switch it on on the Bot page of your application, under Privileged Gateway Intents, or leave DISCORD_MEMBERS_INTENT out.',
  )

export const notInPrivateThread = () =>
  new UserError("I'm not in this private thread.", 'Mention me here to add me, then try again.')

export const roleMentioned = () =>
  new UserError("I can't see who has that role.", 'Mention people instead: @Ada @Ben.')

export const roleEmpty = () =>
  new UserError('Nobody in that role sees this channel.', 'Mention people instead: @Ada @Ben.')

/** @param name Of a role that the bot may not mention. */
export const roleNotMentionable = (name: string) =>
  new UserError(
    `I'm not allowed to mention @${name}.`,
    'Tick “Allow anyone to @mention this role” under Server Settings → Roles, or “Mention @everyone, @here, and All Roles” for my role under Edit Channel → Permissions.',
  )

export const roleSlow = () =>
  new UserError(
    'Discord takes long to say who has that role.',
    'Try again in a minute, or mention people instead: @Ada @Ben.',
  )

export const personUnknown = (words: string) =>
  new UserError(`I don't know who “${words.slice(0, 60)}” is.`, 'Mention people: @Ada @Ben.')

export const formExpired = () =>
  new UserError('This form is more than a day old. Nothing was saved.', 'Open it again.')

export const tooManyThreads = () =>
  new UserError(
    'This server has as many active threads as Discord allows.',
    'Close some of them: choose Close Thread in the menu of a thread.',
  )

export const channelGone = () =>
  new UserError('The channel I should post in no longer exists.', 'Use me in another channel.')

/** It names nobody: it is only logged. */
export const directMessagesRefused = () =>
  new UserError(
    "I can't send that person a direct message: they don't accept messages from me.",
    'They can allow it under Privacy Settings → Direct Messages of a server that we share.',
  )

/** A search for a sent message gave up. */
export const tooManyMessages = () =>
  new UserError(
    "So much has been posted since that I can't tell whether my message arrived.",
    "Check the channel. If it isn't there, do the step again.",
  )

export const calendarUnavailable = () =>
  new UserError('Direct messages have no events.', 'Use me in a server channel instead.')

export const eventsForbidden = () =>
  new UserError(
    'I need the permission “Create Events” in this server to add sessions to its events.',
    'Tick it for my role under Server Settings → Roles. Everything else works without it.',
  )

/** @param where As in "in #general". @param missing Names of permissions, at least one. */
export const eventsForbiddenIn = (where: string, missing: readonly string[]) =>
  new UserError(
    `I need the ${agree(missing.length, 'permission', 'permissions')} ${listed(missing.map(quote))} ${where} to create events there.`,
    `Tick ${agree(missing.length, 'it', 'them')} for my role under Edit Channel → Permissions. Everything else works without ${agree(missing.length, 'it', 'them')}.`,
  )

export const tooManyEvents = () =>
  new UserError(
    'This server has 100 upcoming events, as many as Discord allows.',
    'Cancel some of them to make room. Sessions go on without an event.',
  )

/** For a reason that Discord doesn't give in words. */
export const eventRefused = () =>
  new UserError(
    "Discord doesn't let me create or change the event of a session.",
    'You can create one yourself. Sessions go on without it.',
  )

export const eventInPast = () =>
  new UserError(
    "Sessions that have already started can't be added to the server's events.",
    'Choose a later time.',
  )
