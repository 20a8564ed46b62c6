import { setTimeout } from 'node:timers/promises'
import { DiscordAPIError, HTTPError, RESTJSONErrorCodes } from 'discord.js'
import { z } from 'zod'
import { UserError } from '../../../src/chat/user-error.ts'
import { backoff } from '../../../src/time/backoff.ts'

/** Before the next try of a request, given the failures in a row. */
const pauseMs = backoff({ minMs: 500, maxMs: 20_000 })

const hasCode = (fault: unknown, ...codes: readonly (string | number)[]): boolean =>
  fault instanceof DiscordAPIError && codes.includes(fault.code)

/** More than 3 s have passed since the interaction, or 15 minutes since its acknowledgement. */
export const isInteractionExpired = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.UnknownInteraction, RESTJSONErrorCodes.InvalidWebhookToken)

/** An earlier acknowledgement arrived, although its response was lost. */
export const isAlreadyAcknowledged = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)

/** The message, or what it was in, was deleted for good. */
export const isGone = (fault: unknown): boolean => isMessageGone(fault) || isPlaceGone(fault)

/** The channel or the server was deleted. */
export const isPlaceGone = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.UnknownChannel, RESTJSONErrorCodes.UnknownGuild)

export const isMessageGone = (fault: unknown): boolean => hasCode(fault, RESTJSONErrorCodes.UnknownMessage)

/** The person is not a member of the server. */
export const isMemberGone = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser)

export const isChannelGone = (fault: unknown): boolean => hasCode(fault, RESTJSONErrorCodes.UnknownChannel)

/** The bot can't see the place, for now or for good. */
export const isMissingAccess = (fault: unknown): boolean => hasCode(fault, RESTJSONErrorCodes.MissingAccess)

/** The bot sees the place, but may not do this there. */
export const isMissingPermission = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.MissingPermissions)

/** @returns what was requested; `undefined` if it does not exist or the bot can't see it. */
export async function unlessHidden<Result>(request: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await request()
  } catch (fault) {
    if (fault instanceof DiscordAPIError && (fault.status === 403 || fault.status === 404)) return undefined
    throw fault
  }
}

/** The bot lacks a permission. */
export const isForbidden = (fault: unknown): boolean => isMissingPermission(fault) || isMissingAccess(fault)

/** The person does not accept direct messages from the bot. */
export const isDirectMessageRefused = (fault: unknown): boolean =>
  hasCode(
    fault,
    RESTJSONErrorCodes.CannotSendMessagesToThisUser,
    RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
  ) || isForbidden(fault)

export const isArchived = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.InvalidActionOnArchivedThread)

/** Nothing can be posted in the thread: it is locked, archived or deleted. */
export const isThreadClosed = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.UnknownChannel, RESTJSONErrorCodes.ThreadLocked) || isArchived(fault)

/** The message already has a thread. A thread's id is that of its message. */
export const hasThread = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage)

/** There are no threads in that kind of channel. */
export const isWrongKindOfChannel = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType)

/** The server has as many active threads as it may have. */
export const isFullOfThreads = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.MaximumActiveThreads)

/** Replies need the permission to read the history. */
export const isReplyRefused = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory)

/** The event was deleted, or can't be changed because it was cancelled or is over. */
export const isEventGone = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.UnknownGuildScheduledEvent, RESTJSONErrorCodes.CannotUpdateAFinishedEvent)

/** The server has as many upcoming events as it may have. */
export const isFullOfEvents = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.MaximumNumberOfUncompletedGuildScheduledEventsReached)

/** Discord understood the request and does not do it, whatever the reason. */
export const isRefusal = (fault: unknown): boolean =>
  fault instanceof DiscordAPIError && fault.status >= 400 && fault.status < 500

const StartTimeError = z.object({ errors: z.object({ scheduled_start_time: z.object({}) }) })

/** The event's start is in the past by Discord's clock. */
export const isEventPast = (fault: unknown): boolean =>
  fault instanceof DiscordAPIError && StartTimeError.safeParse(fault.rawError).success

/** Whether another try could succeed. A refusal by Discord is final, and a `UserError` waits for a person. */
export const isTransient = (fault: unknown): boolean =>
  !(fault instanceof DiscordAPIError || fault instanceof UserError) ||
  (fault instanceof HTTPError && fault.status >= 500)

/**
 * Retries with growing pauses while Discord can't be reached. `run` must be idempotent: a response may be lost after
 * the work was done.
 *
 * @param retries Maximum tries after the first; the pauses of 6 add up to about half a minute.
 */
export async function withRetries<Result>(run: () => Promise<Result>, retries = 6): Promise<Result> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await run()
    } catch (fault) {
      if (attempt >= retries || !isTransient(fault)) throw fault
      await setTimeout(pauseMs(attempt + 1))
    }
  }
}
