import type { Caller, PersonId, Place } from '../../../src/chat/caller.ts'
import type { ChatPort } from '../../../src/chat/port.ts'
import { askRank } from '../../../src/chat/sight.ts'
import type { Logger } from '../../../src/log.ts'
import { pollNotFound } from '../../../src/poll/errors.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { channelOf, isDirect } from '../client/channels.ts'
import type { Holder } from '../client/rights.ts'
import { toAudienceId } from '../client/roles.ts'

interface Deps {
  readonly canSee: ChatPort['canSee']
  /** A person in the place's server, with the ids of their roles. */
  readonly memberIn: (person: PersonId, place: Place) => Promise<Pick<Holder, 'roles'> | undefined>
  readonly clock: Clock
  readonly log: Logger
}

/**
 * The caller in the place that a control or form is about, with their rank there.
 *
 * @throws UserError if they can't see that place, or Discord doesn't say in time: as for what does not exist.
 */
export async function moveCaller(caller: Caller, place: Place, deps: Deps): Promise<Caller> {
  const { canSee, memberIn, clock, log } = deps
  if (isSamePlace(caller.place, place)) return caller
  const rank = await askRank(canSee, caller.person.id, place, { clock, log })
  if (rank === false) throw pollNotFound()
  const { audiences: _, ...moved } = caller
  // They see the place, so that Discord was asked for their roles a moment ago.
  const member = isDirect(place) ? undefined : await memberIn(caller.person.id, place)
  return { ...moved, place, rank, ...(member && { audiences: member.roles.map(toAudienceId) }) }
}

const isSamePlace = (one: Place, other: Place): boolean =>
  one.space === other.space && channelOf(one) === channelOf(other)
