import { setTimeout } from 'node:timers/promises'
import { DiscordAPIError, HTTPError, RESTJSONErrorCodes } from 'discord.js'
import { z } from 'zod'
import { UserError } from '../../../src/chat/user-error.ts'

const hasCode = (fault: unknown, ...codes: readonly (string | number)[]): boolean =>
  fault instanceof DiscordAPIError && codes.includes(fault.code)

/** 3 s have passed since the press, or 15 minutes since its acknowledgement. */
export const isInteractionExpired = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.UnknownInteraction, RESTJSONErrorCodes.InvalidWebhookToken)

/** The acknowledgement had arrived, and its answer was lost. */
export const isAlreadyAcknowledged = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)

/** There is no such message any more, nor will there be. */
export const isGone = (fault: unknown): boolean =>
  hasCode(
    fault,
    RESTJSONErrorCodes.UnknownMessage,
    RESTJSONErrorCodes.UnknownChannel,
    RESTJSONErrorCodes.UnknownGuild,
  )

export const isMessageGone = (fault: unknown): boolean => hasCode(fault, RESTJSONErrorCodes.UnknownMessage)

/** They are not in the server, or not any more. */
export const isMemberGone = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser)

export const isChannelGone = (fault: unknown): boolean => hasCode(fault, RESTJSONErrorCodes.UnknownChannel)

/** The bot may not look in there: not any more, or not just now. */
export const isMissingAccess = (fault: unknown): boolean => hasCode(fault, RESTJSONErrorCodes.MissingAccess)

/** The bot sees the place, and may not do that there. */
export const isMissingPermission = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.MissingPermissions)

/** A permission is missing. */
export const isForbidden = (fault: unknown): boolean => isMissingPermission(fault) || isMissingAccess(fault)

/** That person takes no direct messages from the bot. */
export const isDirectMessageRefused = (fault: unknown): boolean =>
  hasCode(
    fault,
    RESTJSONErrorCodes.CannotSendMessagesToThisUser,
    RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
  ) || isForbidden(fault)

export const isArchived = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.InvalidActionOnArchivedThread)

/** In that thread nothing can be said any more. */
export const isThreadClosed = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.UnknownChannel, RESTJSONErrorCodes.ThreadLocked) || isArchived(fault)

/** The message has a thread already. Its id is that of the message. */
export const hasThread = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage)

/** There is no such event any more, or it was called off or is over and stays as it is. */
export const isEventGone = (fault: unknown): boolean =>
  hasCode(fault, RESTJSONErrorCodes.UnknownGuildScheduledEvent, RESTJSONErrorCodes.CannotUpdateAFinishedEvent)

const StartTimeError = z.object({ errors: z.object({ scheduled_start_time: z.object({}) }) })

/** An event can't begin then: by Discord's clock that is past. */
export const isEventPast = (fault: unknown): boolean =>
  fault instanceof DiscordAPIError && StartTimeError.safeParse(fault.rawError).success

/** Whether it could go well another time: what Discord refuses stays refused, and people take their time. */
export const isTransient = (fault: unknown): boolean =>
  !(fault instanceof DiscordAPIError || fault instanceof UserError) ||
  (fault instanceof HTTPError && fault.status >= 500)

/**
 * Tries again, with growing pauses, while Discord can't be reached. For what may be done twice: an answer may be lost
 * after the work was done.
 *
 * @param retries With 6 for about a minute.
 */
export async function withRetries<Result>(run: () => Promise<Result>, retries = 6): Promise<Result> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await run()
    } catch (fault) {
      if (attempt >= retries || !isTransient(fault)) throw fault
      await setTimeout(Math.min(500 * 2 ** attempt, 20_000))
    }
  }
}
