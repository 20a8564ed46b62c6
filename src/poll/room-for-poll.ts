import { type Caller, isManager } from '../chat/caller.ts'
import { managersTimes } from '../limits.ts'
import type { PollDeps } from './change-poll.ts'
import { manyOpened, manyOpenHere, manyOpenInSpace, manyOpenOfYours } from './errors.ts'

/**
 * Counts the poll that the caller is about to open. What they opened counts for a day, also once it is deleted.
 *
 * @throws UserError if too many polls are open, or the caller has opened too many lately.
 */
export async function requireRoom(deps: PollDeps, caller: Caller): Promise<void> {
  const { limits, uses, now } = deps
  const times = isManager(caller.rank) ? managersTimes : 1
  await requireFewOpen(deps, caller, times)
  const rates = limits.openedPolls.map(({ max, ms }) => ({ max: max * times, ms }))
  const { person, place } = caller
  const usedUp = await uses.count({ what: 'poll', scope: place.space, person: person.id }, rates)
  if (usedUp !== undefined) throw manyOpened(usedUp, now())
}

/** @throws UserError if as many polls are open as may be. */
async function requireFewOpen({ limits, store }: PollDeps, caller: Caller, times: number): Promise<void> {
  if (limits.openPolls === undefined) return
  const { space, channel } = caller.place
  const { ofPerson, inChannel, inSpace } = limits.openPolls
  const open = await store.listOpen(space)
  if (open.length >= inSpace * times) throw manyOpenInSpace(open.length)
  const here = open.filter((poll) => poll.channel === channel).length
  if (here >= inChannel * times) throw manyOpenHere(here)
  if (open.length < ofPerson * times) return
  const heads = await Promise.all(open.map(({ id }) => store.find(space, id)))
  const own = heads.filter((poll) => poll?.opener.id === caller.person.id).length
  if (own >= ofPerson * times) throw manyOpenOfYours(own)
}
