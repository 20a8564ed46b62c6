import type { Call } from '../chat/call.ts'
import { type Hint, hintsOf, text, zoned } from '../chat/option.ts'
import type { UserError } from '../chat/user-error.ts'
import { ownZoneOption, timeRefused } from '../time/errors.ts'
import { readOwnZone } from '../time/read-own-zone.ts'
import { isRefused } from '../time/words/refused.ts'
import { offerInstead } from './command.ts'
import type { Context } from './context.ts'

/** How a form asks for the caller's time zone, whatever command it submits to. */
export const ownZoneHints: Readonly<Record<string, Hint>> = hintsOf({
  [ownZoneOption]: zoned(text('Your time zone: the nearest big city, for example Berlin or New York', 60)),
})

/** A call without the caller's answer about their time zone, and that answer. */
export function splitOwnZone(call: Call): { readonly call: Call; readonly words: string | undefined } {
  const { [ownZoneOption]: words, ...args } = call.args
  return { call: { ...call, args }, words }
}

/**
 * Keeps the time zone that a caller has chosen.
 *
 * @param call The one that goes on with it.
 * @returns the context of a caller with that zone.
 * @throws UserError if the words name no zone, or several.
 */
export async function keepOwnZone(context: Context, words: string, call: Call): Promise<Context> {
  const read = readOwnZone(words)
  if (isRefused(read)) throw offerInstead(zoneRefused(read, words), call)
  const { caller, ownSettings } = context
  await ownSettings.setZone(caller.person, read.zone)
  return { ...context, caller: { ...caller, zone: read.zone } }
}

const zoneRefused = (refused: Parameters<typeof timeRefused>[0], words: string): UserError =>
  timeRefused(refused, {
    ...{ option: ownZoneOption, words, what: 'zone', zone: 'UTC', now: 0 },
    read: readOwnZone,
  })
