import { UserError } from '../../../src/chat/user-error.ts'

/** The app was removed from a workspace, or was never installed in it. */
export const appNotInstalled = () =>
  new UserError(
    'I’m not installed in that workspace, or not any more.',
    'Ask whoever runs me to install me there again.',
  )

/** A delivery from a workspace whose token is not stored. */
export const installationUnknown = () =>
  new UserError(
    "I can't work in this workspace at the moment: my installation isn't known.",
    'Ask whoever runs me to install me here again.',
  )

/** An installation for a whole Enterprise organisation. Tokens are stored by workspace. */
export const organisationInstall = () =>
  new UserError('An organisation can’t install me as a whole.', 'Install me in one workspace of it.')

/** @param note A sentence that follows the remedy. */
const scopeMissing = (scope: string, ...note: readonly string[]) =>
  new UserError(
    `I was not given a permission that this needs: ${scope}.`,
    [`Ask whoever runs me to give the app ${scope} and to install it again.`, ...note].join(' '),
  )

/** The token lacks a scope. */
export const scopeNotGranted = (scope: string) => scopeMissing(scope)

/** The token lacks a scope that the installer may leave out. */
export const optionalScopeNotGranted = (scope: string) =>
  scopeMissing(scope, 'Everything else works without it.')

/** A rule of the workspace forbids the act, which completes “let me …”. */
export const forbiddenByWorkspace = (act: 'post there' | 'write to that person') =>
  new UserError(
    `The rules of this workspace don’t let me ${act}.`,
    `Ask whoever runs the workspace to let me ${act}.`,
  )

export const notInChannel = (botName: string) =>
  new UserError(
    'I’m not in that channel, so I can’t post there.',
    `Type “/invite @${botName}” in the channel.`,
  )

export const channelNotFound = (botName: string) =>
  new UserError(
    'I can’t find that channel: it is private and I’m not in it, or somebody has deleted it.',
    `Type “/invite @${botName}” in the channel or, if it was deleted, use another one.`,
  )

export const channelArchived = () =>
  new UserError(
    'That channel is archived, so nothing can be posted there.',
    'Unarchive it, or use another channel.',
  )

export const channelReadOnly = () =>
  new UserError(
    'That channel is read-only, also for me.',
    'Ask whoever manages the channel to let me post there, or use another channel.',
  )

export const channelForThreadsOnly = () =>
  new UserError(
    'That channel takes messages in threads only.',
    'Ask whoever manages the channel to let me post there, or use another channel.',
  )

/** A command that posts for everyone, sent from the App Home or a global menu. */
export const noChannelGiven = () =>
  new UserError(
    'That is for a channel; nothing was posted.',
    'Write /grid and the same words in a channel that I am in.',
  )

/** The channel that the command was typed in is archived. */
export const currentChannelArchived = () =>
  new UserError('This channel is archived; nothing was posted.', 'Unarchive it, or use another channel.')

/** The bot is not a member of the conversation that the command was typed in. */
export const notInCurrentChannel = (botName: string) =>
  new UserError(
    "I'm not in this conversation, so I can't post here; nothing was posted.",
    `Type “/invite @${botName}” in the channel, then try again.`,
  )

export const bookmarksForbidden = () =>
  new UserError(
    'I may not change the bookmarks of that channel.',
    'Ask whoever manages the channel to let me. Everything else works without it.',
  )

export const tooManyBookmarks = () =>
  new UserError(
    'That channel has as many bookmarks as it can have.',
    'Remove one of them. Everything else works without it.',
  )

export const accountDeactivated = () =>
  new UserError(
    'The account of that person is deactivated.',
    'Go on without them, or ask whoever runs the workspace to activate it again.',
  )

/** Slack lets no bot write to another bot. */
export const personIsBot = () =>
  new UserError('That is a bot, and bots can’t be written to.', 'Name a person instead.')

export const personNotFound = () =>
  new UserError(
    'I can’t find that person in this workspace.',
    'Go on without them, or ask whoever runs the workspace to invite them again.',
  )

export const messagesTabDisabled = () =>
  new UserError(
    'Direct messages with me are switched off.',
    'Ask whoever runs me to switch on the Messages Tab, under App Home in the settings of the app.',
  )

export const userGroupEmpty = () =>
  new UserError('Nobody in that user group is in this channel.', 'Mention people instead: @ada @ben.')

/** A user group whose members the app can't see, or that has more of them than can be named. */
export const userGroupMentioned = () =>
  new UserError("I can't see who is in that user group.", 'Mention people instead: @ada @ben.')

/** @param words What remains of the option without its mentions. */
export const personNotMentioned = (words: string) =>
  new UserError(`I don't know who “${words.slice(0, 60)}” is.`, 'Mention people: @ada @ben.')

/** A button for a form that is no longer stored. */
export const formExpired = () =>
  new UserError('This form is more than a day old.', 'Open it again; nothing was recorded.')

/** A form whose metadata was written in another workspace, or not by Cruxgrid. */
export const formFromElsewhere = () =>
  new UserError('This form is not from here.', 'Open it again in this workspace; nothing was recorded.')

export const botTokenRefused = () =>
  new UserError(
    'SLACK_BOT_TOKEN: Slack does not accept it.',
    'Take the Bot User OAuth Token from OAuth & Permissions of your app; install the app first.',
  )

export const appTokenRefused = () =>
  new UserError(
    'SLACK_APP_TOKEN: Slack does not accept it.',
    'Take one from Basic Information → App-Level Tokens of your app.',
  )

/** The app-level token lacks the scope for Socket Mode. */
export const connectionScopeMissing = () =>
  new UserError(
    'SLACK_APP_TOKEN: it may not open connections.',
    'Make another one with the scope connections:write, under Basic Information → App-Level Tokens of your app.',
  )

/** @param why What the variables are needed for; ends each sentence. */
export const settingsMissing = (names: readonly string[], why: string) =>
  new UserError(
    names.map((name) => `${name}: expected a value, ${why}.`).join('\n'),
    'Set it in the environment or in .env; .env.example explains each.',
  )
