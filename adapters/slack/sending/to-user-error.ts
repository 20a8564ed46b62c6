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
      return toWorkspaceError(fault, 'post there')
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
 * The mistake behind a direct message that Slack refused; `undefined` if people can't fix the fault. It names nobody: it is
 * only logged.
 */
export function toDirectMessageError(fault: unknown): UserError | undefined {
  switch (errorCodeOf(fault)) {
    case 'user_disabled':
    case 'is_archived':
      return accountDeactivated()
    case 'cannot_dm_bot':
      return personIsBot()
    case 'user_not_found':
    case 'user_not_visible':
    case 'channel_not_found':
      return personNotFound()
    case 'messages_tab_disabled':
      return messagesTabDisabled()
    default:
      return toWorkspaceError(fault, 'message that person')
  }
}

function toWorkspaceError(
  fault: unknown,
  act: Parameters<typeof forbiddenByWorkspace>[0],
): UserError | undefined {
  const scope = missingScopeOf(fault)
  if (scope !== undefined) return scopeNotGranted(scope)
  return isRestricted(fault) ? forbiddenByWorkspace(act) : undefined
}
