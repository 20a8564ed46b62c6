import { setTimeout } from 'node:timers/promises'
import { DiscordAPIError, HTTPError, RESTJSONErrorCodes } from 'discord.js'
import { z } from 'zod'
import { UserError } from '../../../src/chat/user-error.ts'

const has = (fault: unknown, ...codes: readonly (string | number)[]): boolean =>
  fault instanceof DiscordAPIError && codes.includes(fault.code)

/** 3 s have passed since the press, or 15 minutes since its acknowledgement. */
export const isTooLate = (fault: unknown): boolean =>
  has(fault, RESTJSONErrorCodes.UnknownInteraction, RESTJSONErrorCodes.InvalidWebhookToken)

/** The acknowledgement had arrived, and its answer was lost. */
export const isAcknowledged = (fault: unknown): boolean =>
  has(fault, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)

/** There is no such message any more, nor will there be. */
export const isGone = (fault: unknown): boolean =>
  has(
    fault,
    RESTJSONErrorCodes.UnknownMessage,
    RESTJSONErrorCodes.UnknownChannel,
    RESTJSONErrorCodes.UnknownGuild,
  )

export const isMessageGone = (fault: unknown): boolean => has(fault, RESTJSONErrorCodes.UnknownMessage)

/** They are not in the server, or not any more. */
export const isMemberGone = (fault: unknown): boolean =>
  has(fault, RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser)

export const isChannelGone = (fault: unknown): boolean => has(fault, RESTJSONErrorCodes.UnknownChannel)

/** The bot may not look in there: not any more, or not just now. */
export const isShutOut = (fault: unknown): boolean => has(fault, RESTJSONErrorCodes.MissingAccess)

/** The bot sees the place, and may not do that there. */
export const isUnpermitted = (fault: unknown): boolean => has(fault, RESTJSONErrorCodes.MissingPermissions)

/** A permission is missing. */
export const isForbidden = (fault: unknown): boolean => isUnpermitted(fault) || isShutOut(fault)

/** That person takes no direct messages from the bot. */
export const isClosed = (fault: unknown): boolean =>
  has(
    fault,
    RESTJSONErrorCodes.CannotSendMessagesToThisUser,
    RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
  ) || isForbidden(fault)

export const isArchived = (fault: unknown): boolean =>
  has(fault, RESTJSONErrorCodes.InvalidActionOnArchivedThread)

/** In that thread nothing can be said any more. */
export const isThreadShut = (fault: unknown): boolean =>
  has(fault, RESTJSONErrorCodes.UnknownChannel, RESTJSONErrorCodes.ThreadLocked) || isArchived(fault)

/** The message has a thread already. Its id is that of the message. */
export const hasThread = (fault: unknown): boolean =>
  has(fault, RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage)

/** There is no such event any more, or it was called off or is over and stays as it is. */
export const isEventGone = (fault: unknown): boolean =>
  has(fault, RESTJSONErrorCodes.UnknownGuildScheduledEvent, RESTJSONErrorCodes.CannotUpdateAFinishedEvent)

const StartRefused = z.object({ errors: z.object({ scheduled_start_time: z.object({}) }) })

/** An event can't begin then: by Discord's clock that is past. */
export const isEventPast = (fault: unknown): boolean =>
  fault instanceof DiscordAPIError && StartRefused.safeParse(fault.rawError).success

/** Whether it could go well another time: what Discord refuses stays refused, and people take their time. */
export const isPassing = (fault: unknown): boolean =>
  !(fault instanceof DiscordAPIError || fault instanceof UserError) ||
  (fault instanceof HTTPError && fault.status >= 500)

/**
 * Tries again, with growing pauses, while Discord can't be reached. For what may be done twice: an answer may be lost
 * after the work was done.
 *
 * @param retries With 6 for about a minute.
 */
export async function persistently<Result>(run: () => Promise<Result>, retries = 6): Promise<Result> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await run()
    } catch (fault) {
      if (tried >= retries || !isPassing(fault)) throw fault
      await setTimeout(Math.min(500 * 2 ** tried, 20_000))
    }
  }
}
