import type { Caller, Place } from '../../../src/chat/caller.ts'
import type { ChatPort } from '../../../src/chat/port.ts'
import { askRank } from '../../../src/chat/sight.ts'
import type { Logger } from '../../../src/log.ts'
import { pollNotFound } from '../../../src/poll/errors.ts'
import { systemClock } from '../../../src/time/clock.ts'
import { channelOf } from '../client/channels.ts'

interface Deps {
  readonly canSee: ChatPort['canSee']
  readonly log: Logger
}

/**
 * The caller in the place that a control or form is about, with their rank there.
 *
 * @throws UserError if they can't see that place, or Discord doesn't say in time: as for what does not exist.
 */
export async function moveCaller(caller: Caller, place: Place, { canSee, log }: Deps): Promise<Caller> {
  if (isSamePlace(caller.place, place)) return caller
  const rank = await askRank(canSee, caller.person.id, place, { clock: systemClock, log })
  if (rank === false) throw pollNotFound()
  return { ...caller, place, rank }
}

const isSamePlace = (one: Place, other: Place): boolean =>
  one.space === other.space && channelOf(one) === channelOf(other)
