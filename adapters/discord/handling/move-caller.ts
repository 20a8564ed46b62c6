import { setTimeout } from 'node:timers/promises'
import type { Caller, Place } from '../../../src/chat/caller.ts'
import type { ChatPort } from '../../../src/chat/port.ts'
import type { Logger } from '../../../src/log.ts'
import { pollNotFound } from '../../../src/poll/errors.ts'
import { channelOf } from '../client/channels.ts'

/** Discord waits 3 s for the acknowledgement, including the way there and back. */
const maxLookMs = 1500

interface Deps {
  readonly canSee: ChatPort['canSee']
  readonly log: Logger
}

/**
 * The caller in the place that a control or form is about, with their rank there.
 *
 * @throws UserError if they can't see that place, or Discord doesn't say in time: as for what does not exist.
 */
export async function moveCaller(caller: Caller, place: Place, deps: Deps): Promise<Caller> {
  if (isSamePlace(caller.place, place)) return caller
  const rank = await Promise.race([
    findRank(caller, place, deps),
    setTimeout(maxLookMs, false as const, { ref: false }),
  ])
  if (rank === false) throw pollNotFound()
  return { ...caller, place, rank }
}

async function findRank({ person }: Caller, place: Place, { canSee, log }: Deps) {
  try {
    return await canSee(person.id, place)
  } catch (fault) {
    log.debug({ fault }, 'Discord does not say whether the caller sees a place')
    return false
  }
}

const isSamePlace = (one: Place, other: Place): boolean =>
  one.space === other.space && channelOf(one) === channelOf(other)
