import { agree, listed } from '../../../src/chat/text.ts'
import { UserError } from '../../../src/chat/user-error.ts'

/** The bot lacks permissions in the caller's channel. @param missing Their names, at least one. */
export const permissionsMissingHere = (missing: readonly string[]) =>
  new UserError(
    `I may not use ${listed(missing.map(quote))} here; nothing was posted.`,
    `Tick ${agree(missing.length, 'it', 'them')} for my role under Edit Channel → Permissions, then try again.`,
  )

/** Discord refused an act. @param where As in "in #general". @param missing Names of permissions, at least one. */
export const permissionsMissing = (where: string, missing: readonly string[]) =>
  new UserError(
    `I may not use ${listed(missing.map(quote))} ${where}.`,
    `Tick ${agree(missing.length, 'it', 'them')} for my role under Edit Channel → Permissions.`,
  )

/** Discord refused an act, and which permission is missing can't be seen. @param required All that the act requires. */
export const actForbidden = (verb: string, where: string, required: readonly string[]) =>
  new UserError(
    `I may not ${verb} ${where}.`,
    `Tick ${listed(required.map(quote))} for my role under Edit Channel → Permissions.`,
  )

const quote = (name: string): string => `“${name}”`

export const tokenRejected = () =>
  new UserError(
    'DISCORD_TOKEN: Discord does not accept it.',
    'Take a new one from the Bot page of your application.',
  )

export const placeUnknown = () =>
  new UserError("I can't see where you are.", 'Ask me in a channel or in a direct message.')

export const botNotInServer = () =>
  new UserError(
    "I'm not a member of this server, so I can't keep a tally here.",
    'Ask somebody who manages it to add me, then use me there.',
  )

export const membersIntentRefused = () =>
  new UserError(
    'Discord refuses the Server Members Intent.',
    'Switch it on on the Bot page of your application, under Privileged Gateway Intents, or leave DISCORD_MEMBERS_INTENT out.',
  )

export const roleMentioned = () =>
  new UserError("I can't see who has that role.", 'Mention people instead: @Ada @Ben.')

export const roleEmpty = () =>
  new UserError('Nobody in that role sees this channel.', 'Mention people instead: @Ada @Ben.')

export const roleSlow = () =>
  new UserError(
    'Discord takes long to say who has that role.',
    'Try again in a minute, or mention people instead: @Ada @Ben.',
  )

export const personUnknown = (words: string) =>
  new UserError(`I don't know who “${words.slice(0, 60)}” is.`, 'Mention people: @Ada @Ben.')

export const formExpired = () =>
  new UserError('This form is more than a day old.', 'Open it again; nothing was recorded.')

export const channelGone = () =>
  new UserError('The channel that I was to post in is gone.', 'Use me in another one.')

export const directMessagesRefused = () =>
  new UserError(
    "I can't write to them: they take no direct messages from me.",
    'They can allow direct messages in the privacy settings of a server that we share.',
  )

/** A search for a sent message gave up. */
export const tooManyMessages = () =>
  new UserError(
    "So much was said there since that I can't tell whether my message arrived.",
    'Look whether it is there; if it is not, do it by hand.',
  )

export const calendarUnavailable = () =>
  new UserError('A direct conversation has no calendar.', 'Use me in a channel of a server to have it there.')

export const eventsForbidden = () =>
  new UserError(
    'I may not use “Create Events” in this server.',
    'Give me Create Events, or leave it: everything else works without it.',
  )

/** External events are seen by the whole server. */
export const eventSeenByAll = () =>
  new UserError(
    'Everyone in this server would see an event, but not everyone sees this channel, so there is none.',
    'Make one yourself if everyone may know the time and what is read.',
  )

export const eventInPast = () =>
  new UserError(
    'It can’t be put in the calendar any more: its start has passed.',
    'Choose a later time to have it there.',
  )
