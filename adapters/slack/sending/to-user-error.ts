import type { UserError } from '../../../src/chat/user-error.ts'
import {
  accountDeactivated,
  bookmarksForbidden,
  channelArchived,
  channelForThreadsOnly,
  channelNotFound,
  channelReadOnly,
  forbiddenByWorkspace,
  messagesTabDisabled,
  notInChannel,
  optionalScopeNotGranted,
  personIsBot,
  personNotFound,
  scopeNotGranted,
  tooManyBookmarks,
} from '../client/errors.ts'
import { errorCodeOf, isRestricted, missingScopeOf } from '../client/faults.ts'

/**
 * The mistake behind a message that Slack refused in a channel.
 *
 * @param botName Reads the bot's name, for the text of an invitation.
 * @returns `undefined` if people can't fix the fault.
 */
export async function toChannelError(
  fault: unknown,
  botName: () => Promise<string>,
): Promise<UserError | undefined> {
  switch (errorCodeOf(fault)) {
    case 'not_in_channel':
    case 'no_permission':
      return notInChannel(await botName())
    case 'channel_not_found':
      return channelNotFound(await botName())
    case 'is_archived':
      return channelArchived()
    case 'restricted_action_read_only_channel':
      return channelReadOnly()
    case 'restricted_action_thread_only_channel':
      return channelForThreadsOnly()
    default:
      return toWorkspaceError(fault, async () => 'post there')
  }
}

/** The mistake behind a bookmark that Slack refused; parameters and result as for `toChannelError`. */
export async function toBookmarkError(
  fault: unknown,
  botName: () => Promise<string>,
): Promise<UserError | undefined> {
  const scope = missingScopeOf(fault)
  if (scope !== undefined) return optionalScopeNotGranted(scope)
  switch (errorCodeOf(fault)) {
    case 'permission_denied':
    case 'access_denied':
      return bookmarksForbidden()
    case 'too_many_bookmarks':
      return tooManyBookmarks()
    default:
      return toChannelError(fault, botName)
  }
}

/**
 * The mistake behind a direct message that Slack refused.
 *
 * @param nameOr Reads the person's name; its argument is the words for a person without one.
 * @returns `undefined` if people can't fix the fault.
 */
export async function toDirectMessageError(
  fault: unknown,
  nameOr: (words: string) => Promise<string>,
): Promise<UserError | undefined> {
  switch (errorCodeOf(fault)) {
    case 'user_disabled':
    case 'is_archived':
      return accountDeactivated(await nameOr('That person'))
    case 'cannot_dm_bot':
      return personIsBot(await nameOr('That person'))
    case 'user_not_found':
    case 'user_not_visible':
    case 'channel_not_found':
      return personNotFound()
    case 'messages_tab_disabled':
      return messagesTabDisabled()
    default:
      return toWorkspaceError(fault, async () => `message ${await nameOr('that person')}`)
  }
}

async function toWorkspaceError(
  fault: unknown,
  readAct: () => Promise<string>,
): Promise<UserError | undefined> {
  const scope = missingScopeOf(fault)
  if (scope !== undefined) return scopeNotGranted(scope)
  return isRestricted(fault) ? forbiddenByWorkspace(await readAct()) : undefined
}
