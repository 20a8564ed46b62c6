import { UserError } from '../../../src/chat/user-error.ts'
import { errorCodeOf, isRestricted, isTokenRefused, missingScopeOf } from '../client/faults.ts'

/**
 * What has to be mended before a message can go into a channel, where it was refused for that.
 *
 * @param botName Whom to invite.
 * @returns nothing for other faults.
 */
export async function toChannelError(
  fault: unknown,
  botName: () => Promise<string>,
): Promise<UserError | undefined> {
  switch (errorCodeOf(fault)) {
    case 'not_in_channel':
    case 'no_permission':
      return new UserError(
        'I’m not in that channel, so I can’t post there.',
        `Type “/invite @${await botName()}” in the channel.`,
      )
    case 'channel_not_found':
      return new UserError(
        'I can’t find that channel: it is private and I’m not in it, or somebody has deleted it.',
        `Type “/invite @${await botName()}” in the channel or, if it was deleted, use another one.`,
      )
    case 'is_archived':
      return new UserError(
        'That channel is archived, so nothing can be posted there.',
        'Unarchive it, or use another channel.',
      )
    case 'restricted_action_read_only_channel':
      return new UserError(
        'That channel is read-only, also for me.',
        'Ask whoever manages the channel to let me post there, or use another channel.',
      )
    case 'restricted_action_thread_only_channel':
      return new UserError(
        'That channel takes messages in threads only.',
        'Ask whoever manages the channel to let me post there, or use another channel.',
      )
    default:
      return toWorkspaceError(fault, 'post there')
  }
}

/** What has to be mended before a channel can have a bookmark; as for a message. */
export async function toBookmarkError(
  fault: unknown,
  botName: () => Promise<string>,
): Promise<UserError | undefined> {
  const scope = missingScopeOf(fault)
  if (scope !== undefined) return scopeNotGranted(scope, 'Everything else works without it.')
  switch (errorCodeOf(fault)) {
    case 'permission_denied':
    case 'access_denied':
      return new UserError(
        'I may not change the bookmarks of that channel.',
        'Ask whoever manages the channel to let me. Everything else works without it.',
      )
    case 'too_many_bookmarks':
      return new UserError(
        'That channel has as many bookmarks as it can have.',
        'Remove one of them. Everything else works without it.',
      )
    default:
      return toChannelError(fault, botName)
  }
}

/** What has to be mended before somebody can be told something alone; as for a channel. */
export function toDirectMessageError(fault: unknown): UserError | undefined {
  switch (errorCodeOf(fault)) {
    case 'user_disabled':
    case 'is_archived':
      return new UserError(
        'The account of that person is deactivated.',
        'Go on without them, or ask whoever runs the workspace to activate it again.',
      )
    case 'cannot_dm_bot':
      return new UserError('That is a bot, and bots can’t be written to.', 'Name a person instead.')
    case 'user_not_found':
    case 'user_not_visible':
    case 'channel_not_found':
      return new UserError(
        'I can’t find that person in this workspace.',
        'Go on without them, or ask whoever runs the workspace to invite them again.',
      )
    case 'messages_tab_disabled':
      return new UserError(
        'Direct messages with me are switched off.',
        'Ask whoever runs me to switch on the Messages Tab, under App Home in the settings of the app.',
      )
    default:
      return toWorkspaceError(fault, 'write to that person')
  }
}

/** @param act What the bot was about to do, as in “let me post there”. */
function toWorkspaceError(fault: unknown, act: string): UserError | undefined {
  if (isTokenRefused(fault)) return appNotInstalled()
  const scope = missingScopeOf(fault)
  if (scope !== undefined) return scopeNotGranted(scope)
  if (!isRestricted(fault)) return undefined
  return new UserError(
    `The rules of this workspace don’t let me ${act}.`,
    `Ask whoever runs the workspace to let me ${act}.`,
  )
}

/** @param more What is good to know beside it. */
const scopeNotGranted = (scope: string, ...more: readonly string[]) =>
  new UserError(
    `I was not given a permission that this needs: ${scope}.`,
    [`Ask whoever runs me to give the app ${scope} and to install it again.`, ...more].join(' '),
  )

/** The app was removed from a workspace, or never was in it. */
export const appNotInstalled = () =>
  new UserError(
    'I’m not installed in that workspace, or not any more.',
    'Ask whoever runs me to install me there again.',
  )
