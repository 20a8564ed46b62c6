import { type Caller, isManager, type Standing } from '../chat/caller.ts'
import { managersTimes } from '../limits.ts'
import type { PollDeps } from './change-poll.ts'
import { manyOpened, manyOpenHere, manyOpenInSpace, manyOpenOf, newerPollOpen } from './errors.ts'
import type { SeenPoll } from './find-poll.ts'
import type { Actor } from './permissions.ts'
import { currentRound, type Poll } from './poll.ts'

/** How many times a person's limit holds for someone of that standing. */
const timesOf = (rank: Standing): number => (isManager(rank) ? managersTimes : 1)

/**
 * Counts the poll that the caller is about to open. What they opened counts for a day, also once it is deleted.
 *
 * @throws UserError if the caller has opened too many lately.
 */
export async function countOpening({ limits, uses, now }: PollDeps, caller: Caller): Promise<void> {
  const { person, place, rank } = caller
  const rates = limits.openedPolls.map(({ max, ms }) => ({ max: max * timesOf(rank), ms }))
  const usedUp = await uses.count({ scope: place.space, person: person.id }, { what: 'poll', rates })
  if (usedUp !== undefined) throw manyOpened(usedUp, now())
}

/**
 * Checks that one more poll may be open: in its channel, in its space, and of its opener. Managers have more of the
 * last one alone: a channel full of polls is full for everybody, and they can close some.
 *
 * @param actor Who opens it, for the first time or again.
 * @throws UserError if as many are open as may be.
 */
export async function requireRoom({ limits, store }: PollDeps, actor: Actor, poll: Poll): Promise<void> {
  if (limits.openPolls === undefined) return
  const { opener, place } = poll
  const { ofPerson, inChannel, inSpace } = limits.openPolls
  const open = await store.listOpen(place.space)
  if (open.length >= inSpace) throw manyOpenInSpace(open.length)
  const here = open.filter(({ channel }) => channel === place.channel).length
  if (here >= inChannel) throw manyOpenHere(here)
  const most = ofPerson * timesOf(actor.rank)
  if (open.length < most) return
  const heads = await Promise.all(open.map(({ id }) => store.find(place.space, id)))
  const own = heads.filter((head) => head?.opener.id === opener.id).length
  if (own >= most) throw manyOpenOf(opener.id === actor.person.id ? 'you' : opener.name, own)
}

/**
 * Makes the poll the one on its paper in its place again: a paper has at most one open poll in a place. What a reading
 * group's session opens again has its room.
 *
 * @throws UserError if a newer one is open there, or too many others are.
 */
export async function requireFreePlace(deps: PollDeps, caller: Caller, seen: SeenPoll): Promise<void> {
  const { poll, actor } = seen
  if (currentRound(poll).state !== 'open' && caller.isAutomatic !== true) await requireRoom(deps, actor, poll)
  const open = await deps.store.takePlace(poll)
  if (open.id !== poll.id) throw newerPollOpen()
}
