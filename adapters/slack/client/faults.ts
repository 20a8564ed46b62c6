import { webApi } from '@slack/bolt'
import { z } from 'zod'

const { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } = webApi

/** What Slack said no with; nothing for other faults. */
export const errorCodeOf = (fault: unknown): string | undefined =>
  fault instanceof WebAPIPlatformError ? fault.data.error : undefined

const hasCode = (fault: unknown, ...errors: readonly string[]): boolean =>
  errors.includes(errorCodeOf(fault) ?? '')

/** The token is no longer, or never was, one that Slack knows: the app was removed from the workspace. */
export const isTokenRefused = (fault: unknown): boolean =>
  hasCode(fault, 'invalid_auth', 'account_inactive', 'token_revoked', 'token_expired', 'not_authed')

const MissingScope = z.object({ error: z.literal('missing_scope'), needed: z.string() })

/** The scope that the token would need; nothing for other faults. */
export const missingScopeOf = (fault: unknown): string | undefined =>
  fault instanceof WebAPIPlatformError ? MissingScope.safeParse(fault.data).data?.needed : undefined

/** There is no such message any more, nor will there be. */
export const isGone = (fault: unknown): boolean => hasCode(fault, 'message_not_found', 'channel_not_found')

/** The rules of the workspace or of the channel don't allow it. */
export const isRestricted = (fault: unknown): boolean =>
  hasCode(fault, 'ekm_access_denied') || errorCodeOf(fault)?.startsWith('restricted_action') === true

/** The bot can't show anything there: it is no member, or nobody may. */
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

/** Nothing can be said in that thread: the message that it would hang under is gone, or it is locked. */
export const isThreadClosed = (fault: unknown): boolean =>
  hasCode(
    fault,
    'thread_not_found',
    'cannot_reply_to_message',
    'restricted_action_thread_locked',
    'restricted_action_non_threadable_channel',
  )

/** This workspace doesn't know a kind of block yet. */
export const isBlockRefused = (fault: unknown): boolean =>
  hasCode(fault, 'invalid_blocks', 'invalid_blocks_format')

/** The 3 s in which a form can be opened are over. */
export const isTriggerExpired = (fault: unknown): boolean =>
  hasCode(fault, 'expired_trigger_id', 'trigger_expired', 'trigger_exchanged', 'exchanged_trigger_id')

/** Nobody is known by that id. */
export const isUserGone = (fault: unknown): boolean => hasCode(fault, 'user_not_found', 'user_not_visible')

/** The form was closed, or something else was shown in it meanwhile. */
export const isViewGone = (fault: unknown): boolean => hasCode(fault, 'not_found', 'hash_conflict')

/** Somebody has removed the bookmark. */
export const isBookmarkGone = (fault: unknown): boolean => hasCode(fault, 'not_found')

/** Somebody has removed the file. */
export const isFileGone = (fault: unknown): boolean =>
  hasCode(fault, 'file_not_found', 'file_deleted', 'files_not_found')

/** How long Slack asks to wait, in ms; nothing for other faults. */
export const retryAfterOf = (fault: unknown): number | undefined =>
  fault instanceof WebAPIRateLimitedError ? fault.retryAfter * 1000 : undefined

/** Whether it could go well another time. What Slack has refused stays refused. */
export const isTransient = (fault: unknown): boolean =>
  fault instanceof WebAPIRequestError ||
  fault instanceof WebAPIRateLimitedError ||
  (fault instanceof WebAPIHTTPError && (fault.statusCode >= 500 || fault.statusCode === 408)) ||
  hasCode(fault, 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited')

/** Whether Slack has said that it has not done the work. Where something else answers, it is no word but a page. */
export const isRefused = (fault: unknown): boolean =>
  retryAfterOf(fault) !== undefined || (!isTransient(fault) && /^\w+$/.test(errorCodeOf(fault) ?? ''))
