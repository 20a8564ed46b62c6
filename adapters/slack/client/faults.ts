import { webApi } from '@slack/bolt'
import { z } from 'zod'

const { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } = webApi

/** What Slack said no with; nothing for other faults. */
export const errorOf = (fault: unknown): string | undefined =>
  fault instanceof WebAPIPlatformError ? fault.data.error : undefined

const has = (fault: unknown, ...errors: readonly string[]): boolean => errors.includes(errorOf(fault) ?? '')

/** The token is no longer, or never was, one that Slack knows: the app was removed from the workspace. */
export const isTokenRefused = (fault: unknown): boolean =>
  has(fault, 'invalid_auth', 'account_inactive', 'token_revoked', 'token_expired', 'not_authed')

const Unscoped = z.object({ error: z.literal('missing_scope'), needed: z.string() })

/** The scope that the token would need; nothing for other faults. */
export const scopeMissing = (fault: unknown): string | undefined =>
  fault instanceof WebAPIPlatformError ? Unscoped.safeParse(fault.data).data?.needed : undefined

/** There is no such message any more, nor will there be. */
export const isGone = (fault: unknown): boolean => has(fault, 'message_not_found', 'channel_not_found')

/** The rules of the workspace or of the channel don't allow it. */
export const isAgainstRules = (fault: unknown): boolean =>
  has(fault, 'ekm_access_denied') || errorOf(fault)?.startsWith('restricted_action') === true

/** The bot can't show anything there: it is no member, or nobody may. */
export const isShutOut = (fault: unknown): boolean =>
  isAgainstRules(fault) ||
  has(
    fault,
    'not_in_channel',
    'channel_not_found',
    'is_archived',
    'user_not_in_channel',
    'messages_tab_disabled',
  )

/** Nothing can be said in that thread: the message that it would hang under is gone, or it is locked. */
export const isThreadShut = (fault: unknown): boolean =>
  has(
    fault,
    'thread_not_found',
    'cannot_reply_to_message',
    'restricted_action_thread_locked',
    'restricted_action_non_threadable_channel',
  )

/** This workspace doesn't know a kind of block yet. */
export const isBlockRefused = (fault: unknown): boolean =>
  has(fault, 'invalid_blocks', 'invalid_blocks_format')

/** The 3 s in which a form can be opened are over. */
export const isTriggerOver = (fault: unknown): boolean =>
  has(fault, 'expired_trigger_id', 'trigger_expired', 'trigger_exchanged', 'exchanged_trigger_id')

/** Nobody is known by that id. */
export const isPersonGone = (fault: unknown): boolean => has(fault, 'user_not_found', 'user_not_visible')

/** The form was closed, or something else was shown in it meanwhile. */
export const isViewGone = (fault: unknown): boolean => has(fault, 'not_found', 'hash_conflict')

/** Somebody has removed the bookmark. */
export const isBookmarkGone = (fault: unknown): boolean => has(fault, 'not_found')

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

/** Whether Slack has said that it has not done the work. Where something else answers, it is no word but a page. */
export const isRefused = (fault: unknown): boolean =>
  waitOf(fault) !== undefined || (!isPassing(fault) && /^\w+$/.test(errorOf(fault) ?? ''))
