import { UserError } from '../../../src/chat/user-error.ts'
import type { Text } from '../../../src/chat/view.ts'

/**
 * The app was removed from a workspace, or was never installed in it.
 *
 * @param installUrl The page on which it is installed; `undefined` with one workspace.
 */
export const appNotInstalled = (installUrl?: string) =>
  new UserError(
    'Cruxgrid is not installed in that workspace any more.',
    askToInstall('install it again', installUrl),
  )

/** A delivery from a workspace whose token is not stored. @param installUrl As for `appNotInstalled`. */
export const installationUnknown = (installUrl?: string) =>
  new UserError(
    "I can't work in this workspace right now: its installation is missing.",
    askToInstall('install it here again', installUrl),
  )

function askToInstall(act: string, url: string | undefined): Text {
  const ask = `Ask the person who runs Cruxgrid to ${act}`
  return url === undefined ? `${ask}.` : [`${ask}: `, { link: url, url }]
}

/** An installation for a whole Enterprise organisation. Tokens are stored by workspace. */
export const organisationInstall = () =>
  new UserError(
    "Cruxgrid can't be installed for a whole Enterprise organisation.",
    'Install it in one workspace.',
  )

/** @param note A sentence that follows the remedy. */
const scopeMissing = (scope: string, ...note: readonly string[]) =>
  new UserError(
    `I'm missing the permission ${scope}.`,
    [
      `Ask the person who runs Cruxgrid to add the scope ${scope} to the app and install it again.`,
      ...note,
    ].join(' '),
  )

/** The token lacks a scope. */
export const scopeNotGranted = (scope: string) => scopeMissing(scope)

/** The token lacks a scope that the installer may leave out. */
export const optionalScopeNotGranted = (scope: string) =>
  scopeMissing(scope, 'Everything else works without it.')

/** A rule of the workspace forbids the act, which completes “let me …”. */
export const forbiddenByWorkspace = (act: 'post there' | 'message that person') =>
  new UserError(`This workspace's rules don't let me ${act}.`, 'Ask a workspace admin to allow it.')

export const notInChannel = (botName: string) =>
  new UserError(
    "I'm not in that channel, so I can't post there.",
    `Type /invite @${botName} in that channel.`,
  )

export const channelNotFound = (botName: string) =>
  new UserError(
    "I can't find that channel. It is private and I'm not in it, or it was deleted.",
    `Type /invite @${botName} in it. If it was deleted, use another channel.`,
  )

export const channelArchived = () =>
  new UserError("That channel is archived, so I can't post there.", 'Unarchive it, or use another channel.')

export const channelReadOnly = () =>
  new UserError(
    "Only some people may post in that channel, and I'm not one of them.",
    'Ask a channel manager to let me post, or use another channel.',
  )

export const channelForThreadsOnly = () =>
  new UserError(
    'In that channel, I may only post in threads.',
    'Ask a channel manager to let me post, or use another channel.',
  )

/** A command that posts for everyone, sent from the App Home or a global menu. */
export const noChannelGiven = () =>
  new UserError(
    'Reading lists and polls live in channels. Nothing was posted.',
    "Type the same command in a channel I'm in.",
  )

/** The channel that the command was typed in is archived. */
export const currentChannelArchived = () =>
  new UserError('This channel is archived. Nothing was posted.', 'Unarchive it, or use another channel.')

/** The bot is not a member of the conversation that the command was typed in. */
export const notInCurrentChannel = (botName: string) =>
  new UserError(
    "I'm not in this channel yet. Nothing was posted.",
    `Type /invite @${botName} here, then try again.`,
  )

/** A direct message of two people, which no app can be in. */
export const directMessageOfTwo = () =>
  new UserError(
    "I can't join a direct message of two people.",
    'Start a group message with me, or use a channel.',
  )

export const bookmarksForbidden = () =>
  new UserError(
    "I'm not allowed to change the bookmarks of that channel.",
    'Ask a channel manager to allow it. Everything else works without it.',
  )

export const tooManyBookmarks = () =>
  new UserError(
    'That channel already has as many bookmarks as Slack allows.',
    'Remove one. Everything else works without it.',
  )

export const accountDeactivated = () =>
  new UserError(
    "That person's account is deactivated.",
    'Go on without them, or ask a workspace admin to reactivate it.',
  )

/** Slack lets no bot write to another bot. */
export const personIsBot = () =>
  new UserError("That person is a bot, and bots don't get messages.", 'Choose a person.')

export const personNotFound = () =>
  new UserError(
    "I can't find that person in this workspace.",
    'Go on without them, or ask a workspace admin to invite them again.',
  )

export const messagesTabDisabled = () =>
  new UserError(
    'Direct messages with me are switched off.',
    "Ask the person who runs Cruxgrid to switch on App Home → Messages Tab in the app's settings.",
  )

export const userGroupEmpty = () =>
  new UserError('Nobody in that user group is in this channel.', 'Mention people instead: @ada @ben.')

/** A user group whose members the app can't see, or that has more of them than can be named. */
export const userGroupMentioned = () =>
  new UserError("I can't see who is in that user group.", 'Mention people instead: @Ada @Ben.')

/** @param words What remains of the option without its mentions. */
export const personNotMentioned = (words: string) =>
  new UserError(`I don't know who “${words.slice(0, 60)}” is.`, 'Mention people: @Ada @Ben.')

/** A button for a form that is no longer stored. */
export const formExpired = () =>
  new UserError('This form is more than a day old. Nothing was saved.', 'Open it again.')

/** A form whose metadata was written in another workspace, or not by Cruxgrid. */
export const formFromElsewhere = () =>
  new UserError('This form belongs to another workspace. Nothing was saved.', 'Open it in this workspace.')

export const botTokenRefused = () =>
  new UserError(
    'SLACK_BOT_TOKEN: Slack rejected it.',
    'Install the app, then copy the Bot User OAuth Token from OAuth & Permissions.',
  )

export const appTokenRefused = () =>
  new UserError(
    'SLACK_APP_TOKEN: Slack rejected it.',
    'Create one under Basic Information → App-Level Tokens of your app: https://api.slack.com/apps.',
  )

/** The app-level token lacks the scope for Socket Mode. */
export const connectionScopeMissing = () =>
  new UserError(
    'SLACK_APP_TOKEN: it lacks the scope connections:write.',
    'Create another one with that scope under Basic Information → App-Level Tokens of your app.',
  )

/** @param why What each variable is needed for, or what may be set instead. */
export const settingsMissing = (names: readonly string[], why: string) =>
  new UserError(
    names.map((name) => `${name} is missing: ${why}.`).join('\n'),
    'Set it in the environment or in .env. .env.example explains every variable.',
  )
