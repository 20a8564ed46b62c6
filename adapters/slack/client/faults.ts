import { webApi } from '@slack/bolt'
import { z } from 'zod'

const { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } = webApi

/** The error code of a refusal by Slack; `undefined` for other faults. */
export const errorCodeOf = (fault: unknown): string | undefined =>
  fault instanceof WebAPIPlatformError ? fault.data.error : undefined

const hasCode = (fault: unknown, ...errors: readonly string[]): boolean =>
  errors.includes(errorCodeOf(fault) ?? '')

/** Whether Slack refused the token: the app was removed from the workspace, or the token was never valid. */
export const isTokenRefused = (fault: unknown): boolean =>
  hasCode(fault, 'invalid_auth', 'account_inactive', 'token_revoked', 'token_expired', 'not_authed')

const MissingScope = z.object({ error: z.literal('missing_scope'), needed: z.string() })

/** The scope that the token lacks; `undefined` for other faults. */
export const missingScopeOf = (fault: unknown): string | undefined =>
  fault instanceof WebAPIPlatformError ? MissingScope.safeParse(fault.data).data?.needed : undefined

export const isMessageGone = (fault: unknown): boolean => hasCode(fault, 'message_not_found')

/** Whether the channel no longer exists, or is private and without the bot. */
export const isChannelGone = (fault: unknown): boolean => hasCode(fault, 'channel_not_found')

/** Whether the bot may not edit its message: it is not in the channel, or nobody may. */
export const isEditForbidden = (fault: unknown): boolean =>
  isRestricted(fault) ||
  hasCode(fault, 'not_in_channel', 'is_archived', 'cant_update_message', 'edit_window_closed')

/** Whether a rule of the workspace or the channel forbids the act. */
export const isRestricted = (fault: unknown): boolean =>
  hasCode(fault, 'ekm_access_denied') || errorCodeOf(fault)?.startsWith('restricted_action') === true

/** Whether the bot can't post in the conversation: it is not a member, or nobody may post. */
export const isPostForbidden = (fault: unknown): boolean =>
  isRestricted(fault) ||
  hasCode(
    fault,
    'not_in_channel',
    'channel_not_found',
    'is_archived',
    'user_not_in_channel',
    'messages_tab_disabled',
  )

/** Whether the thread accepts no messages: its first message no longer exists, or it is locked. */
export const isThreadClosed = (fault: unknown): boolean =>
  hasCode(
    fault,
    'thread_not_found',
    'cannot_reply_to_message',
    'restricted_action_thread_locked',
    'restricted_action_non_threadable_channel',
  )

/** Whether the workspace doesn't support a kind of block yet. */
export const isBlockRefused = (fault: unknown): boolean =>
  hasCode(fault, 'invalid_blocks', 'invalid_blocks_format')

/** The same of a form or an App Home, of which Slack may say only that something is wrong with it. */
export const isViewRefused = (fault: unknown): boolean =>
  isBlockRefused(fault) || hasCode(fault, 'invalid_arguments')

/** Whether Slack refuses a feature that not every workspace has or has granted. */
export const isFeatureRefused = (fault: unknown): boolean =>
  isBlockRefused(fault) || hasCode(fault, 'missing_scope', 'not_allowed_token_type', 'feature_not_enabled')

/** Whether the trigger has expired: it opens a form within 3 s. */
export const isTriggerExpired = (fault: unknown): boolean =>
  hasCode(fault, 'expired_trigger_id', 'trigger_expired', 'trigger_exchanged', 'exchanged_trigger_id')

/** Whether no user has the id. */
export const isUserGone = (fault: unknown): boolean => hasCode(fault, 'user_not_found', 'user_not_visible')

/** Whether the app may not see who is in a user group, or there is no such group. */
export const isUserGroupHidden = (fault: unknown): boolean =>
  missingScopeOf(fault) !== undefined || hasCode(fault, 'no_such_subteam')

/** Whether the form was closed, or has changed since. */
export const isViewGone = (fault: unknown): boolean => hasCode(fault, 'not_found', 'hash_conflict')

/** Whether the bookmark no longer exists. */
export const isBookmarkGone = (fault: unknown): boolean => hasCode(fault, 'not_found')

/** Whether the file no longer exists. */
export const isFileGone = (fault: unknown): boolean =>
  hasCode(fault, 'file_not_found', 'file_deleted', 'files_not_found')

/** The wait that Slack demands, in ms; `undefined` for other faults than a rate limit. */
export const retryAfterOf = (fault: unknown): number | undefined =>
  fault instanceof WebAPIRateLimitedError ? fault.retryAfter * 1000 : undefined

/** Whether a retry can succeed: it can't after a refusal by Slack. */
export const isTransient = (fault: unknown): boolean =>
  fault instanceof WebAPIRequestError ||
  fault instanceof WebAPIRateLimitedError ||
  (fault instanceof WebAPIHTTPError && (fault.statusCode >= 500 || fault.statusCode === 408)) ||
  hasCode(fault, 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited')

/** Whether Slack reported that the call had no effect. An error code that isn't a word is a proxy's, not Slack's. */
export const isRefused = (fault: unknown): boolean =>
  retryAfterOf(fault) !== undefined || (!isTransient(fault) && /^\w+$/.test(errorCodeOf(fault) ?? ''))
