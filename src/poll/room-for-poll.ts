import { type Caller, isManager, type Standing } from '../chat/caller.ts'
import { managersTimes } from '../limits.ts'
import type { PollDeps } from './change-poll.ts'
import type { Disclosure } from './disclose.ts'
import { manyOpened, manyOpenHere, manyOpenInSpace, manyOpenOf, newerPollOpen } from './errors.ts'
import type { SeenPoll } from './find-poll.ts'
import type { PendingOpening } from './openings.ts'
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
 * Opens a poll if one more may be open: in its channel, in its space, and of its opener. Managers have more of the last
 * one alone: a channel full of polls is full for everybody, and they can close some. Of several polls that are opened in
 * the same instant, each counts those before it.
 *
 * @param actor Who opens it, for the first time or again.
 * @throws UserError if as many are open as may be; nothing is opened then.
 */
export async function openInRoom<Result>(
  deps: PollDeps,
  actor: Actor,
  poll: Poll,
  open: () => Promise<Result>,
): Promise<Result> {
  const { limits, store, now } = deps
  if (limits.openPolls === undefined) return open()
  const before = await store.announceOpening(poll, now())
  try {
    await requireRoom(limits.openPolls, store, actor, poll, before)
    return await open()
  } finally {
    await store.endOpening(poll)
  }
}

/** @param pending Polls that are about to be open, some of which may be by now. */
async function requireRoom(
  { ofPerson, inChannel, inSpace }: NonNullable<PollDeps['limits']['openPolls']>,
  store: PollDeps['store'],
  actor: Actor,
  { opener, place }: Poll,
  pending: readonly PendingOpening[],
): Promise<void> {
  const open = await store.listOpen(place.space)
  const others = pending.filter(({ id }) => !open.some((one) => one.id === id))
  if (open.length + others.length >= inSpace) throw manyOpenInSpace(Math.max(open.length, inSpace))
  const isHere = ({ channel }: { readonly channel: string }) => channel === place.channel
  const here = open.filter(isHere).length
  if (here + others.filter(isHere).length >= inChannel) throw manyOpenHere(Math.max(here, inChannel))
  const most = ofPerson * timesOf(actor.rank)
  if (open.length + others.length < most) return
  const heads = await Promise.all(open.map(({ id }) => store.find(place.space, id)))
  const own = heads.filter((head) => head?.opener.id === opener.id).length
  if (own + others.filter((one) => one.opener === opener.id).length >= most)
    throw manyOpenOf(opener.id === actor.person.id ? 'you' : opener.name, Math.max(own, most))
}

/**
 * Opens a poll again, as the one on its paper in its place: a paper has at most one open poll in a place. What a reading
 * group's session opens again has its room.
 *
 * @throws UserError if a newer one is open there, or too many others are.
 */
export async function openAgain(
  deps: PollDeps,
  caller: Caller,
  { poll, actor }: SeenPoll,
  open: () => Promise<Disclosure>,
): Promise<Disclosure> {
  async function openInPlace(): Promise<Disclosure> {
    const current = await deps.store.takePlace(poll)
    if (current.id !== poll.id) throw newerPollOpen(current.id, await deps.linkToPoll(current.id))
    return open()
  }
  const needsRoom = currentRound(poll).state !== 'open' && caller.isAutomatic !== true
  return needsRoom ? openInRoom(deps, actor, poll, openInPlace) : openInPlace()
}
