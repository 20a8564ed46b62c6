import { webApi } from '@slack/bolt'

const { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } = webApi

/** What Slack said no with; nothing for other faults. */
export const errorOf = (fault: unknown): string | undefined =>
  fault instanceof WebAPIPlatformError ? fault.data.error : undefined

const has = (fault: unknown, ...errors: readonly string[]): boolean => errors.includes(errorOf(fault) ?? '')

/** The token is no longer, or never was, one that Slack knows: the app was removed from the workspace. */
export const isTokenRefused = (fault: unknown): boolean =>
  has(fault, 'invalid_auth', 'account_inactive', 'token_revoked', 'token_expired', 'not_authed')

/** There is no such message any more, nor will there be. */
export const isGone = (fault: unknown): boolean => has(fault, 'message_not_found', 'channel_not_found')

/** The bot can't post or show anything there: it is no member, or nobody may. */
export const isShutOut = (fault: unknown): boolean =>
  has(
    fault,
    'not_in_channel',
    'channel_not_found',
    'is_archived',
    'restricted_action',
    'user_not_in_channel',
    'messages_tab_disabled',
  )

/** The message that a thread would hang under is gone. */
export const isThreadGone = (fault: unknown): boolean =>
  has(fault, 'thread_not_found', 'cannot_reply_to_message')

/** This workspace doesn't know a kind of block yet. */
export const isBlockRefused = (fault: unknown): boolean =>
  has(fault, 'invalid_blocks', 'invalid_blocks_format')

/** The 3 s in which a form can be opened are over. */
export const isTriggerOver = (fault: unknown): boolean =>
  has(fault, 'expired_trigger_id', 'trigger_expired', 'trigger_exchanged', 'exchanged_trigger_id')

/** The form was closed, or something else was shown in it meanwhile. */
export const isViewGone = (fault: unknown): boolean => has(fault, 'not_found', 'hash_conflict')

/** Somebody has removed the file. */
export const isFileGone = (fault: unknown): boolean =>
  has(fault, 'file_not_found', 'file_deleted', 'files_not_found')

/** How long Slack asks to wait, in ms; nothing for other faults. */
export const waitOf = (fault: unknown): number | undefined =>
  fault instanceof WebAPIRateLimitedError ? fault.retryAfter * 1000 : undefined

/** Whether it could go well another time. What Slack has refused stays refused. */
export const isPassing = (fault: unknown): boolean =>
  fault instanceof WebAPIRequestError ||
  fault instanceof WebAPIRateLimitedError ||
  (fault instanceof WebAPIHTTPError && (fault.statusCode >= 500 || fault.statusCode === 408)) ||
  has(fault, 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited')

/** Whether the work may have been done all the same, and only its answer was lost. */
export const mayBeDone = (fault: unknown): boolean => isPassing(fault) && waitOf(fault) === undefined
