import { setTimeout } from 'node:timers/promises'
import { DiscordAPIError, HTTPError, RESTJSONErrorCodes } from 'discord.js'

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

/** The bot may not look in there: not any more, or not just now. */
export const isShutOut = (fault: unknown): boolean => has(fault, RESTJSONErrorCodes.MissingAccess)

/** A permission is missing. */
export const isForbidden = (fault: unknown): boolean =>
  has(fault, RESTJSONErrorCodes.MissingPermissions, RESTJSONErrorCodes.MissingAccess)

export const isArchived = (fault: unknown): boolean =>
  has(fault, RESTJSONErrorCodes.InvalidActionOnArchivedThread)

/** The message has a thread already. Its id is that of the message. */
export const hasThread = (fault: unknown): boolean =>
  has(fault, RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage)

/** Whether it could go well another time: what Discord refuses stays refused. */
const isPassing = (fault: unknown): boolean =>
  !(fault instanceof DiscordAPIError) || (fault instanceof HTTPError && fault.status >= 500)

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
