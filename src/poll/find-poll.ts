import type { Audiences } from '../chat/audiences.ts'
import type { Caller, Place, Standing } from '../chat/caller.ts'
import { isHere, type RankIn } from '../chat/sight.ts'
import type { VotedPoll } from './ballot-queue.ts'
import { pollNotFound } from './errors.ts'
import type { Actor } from './permissions.ts'
import type { Poll, PollId } from './poll.ts'
import { type FoundPoll, isFound, readSearch, toNamed } from './poll-index.ts'
import type { ListedPoll } from './poll-records.ts'
import type { PollStore } from './poll-store.ts'
import type { Publisher, SidesOf } from './publisher.ts'
import type { Settings } from './settings.ts'
import type { Voters } from './voters.ts'

/** The most polls about whose conversations a platform is asked: no list or menu holds more. */
export const maxCandidates = 25
/** How many polls of a channel's threads are looked at for those of the channel itself. */
const maxLookedAt = 200

/** Where polls are, and who sees them. */
export interface PollSource {
  readonly store: PollStore
  readonly voters: Voters
  readonly publisher: Publisher
  /** The positions between which a round is divided. */
  readonly cruxSidesIn: SidesOf
  readonly rankIn: RankIn
  readonly audiences: Pick<Audiences, 'find'>
  readonly settingsOf: (place: Place) => Promise<Settings>
  readonly now: () => number
}

/** A poll, and the caller with their rank in its conversation. */
export interface SeenPoll {
  readonly poll: Poll
  readonly actor: Actor
}

/** The poll. @throws UserError if it does not exist in the caller's space, or lives where they can't see it. */
export async function requirePoll(
  { store, rankIn, now }: PollSource,
  caller: Caller,
  id: PollId,
): Promise<SeenPoll> {
  const poll = await store.find(caller.place.space, id)
  if (poll === undefined) await store.recordForeignId(caller, id, now())
  const rank = poll !== undefined && (await rankIn(caller, poll.place))
  if (poll === undefined || rank === false) throw pollNotFound()
  return { poll, actor: { person: caller.person, rank } }
}

/** As {@link requirePoll}, of what a vote needs to know: a poll that is voted in again and again is not read each time. */
export async function requirePollToVote(
  source: PollSource,
  caller: Caller,
  id: PollId,
): Promise<{ readonly poll: VotedPoll; readonly actor: Actor }> {
  const poll = await source.store.findToVote(id)
  const isSeen = poll?.place.space === caller.place.space
  const rank = isSeen && (await source.rankIn(caller, poll.place))
  if (rank !== false) return { poll, actor: { person: caller.person, rank } }
  await requirePoll(source, caller, id)
  throw pollNotFound()
}

/** Where in its space a poll is. */
type Conversation = Pick<ListedPoll, 'channel' | 'thread'>

/** The conversation of a poll in the list of a space. */
const placeOf = ({ channel, thread }: Conversation, { place: { platform, space } }: Caller): Place => ({
  platform,
  space,
  channel,
  ...(thread !== undefined && { thread }),
})

/** A test of whether the caller sees a poll of their space, which asks about each conversation once. */
export function createSightOf({ rankIn }: PollSource, caller: Caller) {
  const ranks = new Map<string, Promise<Standing | false>>()
  return async function rankAt(where: Conversation): Promise<Standing | false> {
    const key = keyOf(where)
    const rank = ranks.get(key) ?? rankIn(caller, placeOf(where, caller))
    ranks.set(key, rank)
    return rank
  }
}

/** A conversation as a key within its space. */
export const keyOf = ({ channel, thread = '' }: Conversation): string => `${channel} ${thread}`

/** The polls that the caller sees, in their order. */
export async function filterSeen<Found extends Conversation>(
  source: PollSource,
  caller: Caller,
  found: readonly Found[],
): Promise<readonly Found[]> {
  const rankAt = createSightOf(source, caller)
  const ranks = await Promise.all(found.map(rankAt))
  return found.filter((_, i) => ranks[i] !== false)
}

/** Whether a poll of their space is in the conversation that the caller is in. */
export const isOurs = (caller: Caller, poll: Conversation): boolean => isHere(caller, placeOf(poll, caller))

export const byNewest = (a: { readonly openedAt: number }, b: { readonly openedAt: number }): number =>
  b.openedAt - a.openedAt

/**
 * No more polls than may be asked about, newest first. Those of the caller's conversation, about which nobody is asked,
 * go before newer ones of others.
 */
function cutToCandidates(caller: Caller, found: readonly FoundPoll[]): readonly FoundPoll[] {
  const newest = found.toSorted(byNewest)
  const ours = newest.filter((poll) => isOurs(caller, poll))
  return [...ours, ...newest.filter((poll) => !isOurs(caller, poll))]
    .slice(0, maxCandidates)
    .toSorted(byNewest)
}

/** The polls of the caller's channel that fit what was typed, as far as they may be asked about. */
export const findCandidates = async (
  source: PollSource,
  caller: Caller,
  typed = '',
): Promise<readonly FoundPoll[]> => cutToCandidates(caller, await findHere(source, caller, typed))

/** The newest polls of the caller's channel and of their thread that fit what was typed, each once. */
export async function findHere(
  { store }: PollSource,
  caller: Caller,
  typed: string,
): Promise<readonly FoundPoll[]> {
  const { space, channel, thread } = caller.place
  const isEnough = (found: readonly FoundPoll[]) =>
    found.length >= maxLookedAt || found.filter((poll) => isOurs(caller, poll)).length >= maxCandidates
  const search = typed.trim() === '' ? undefined : readSearch(typed)
  const [inChannel, inThread] = await Promise.all([
    search === undefined
      ? store.findNewest({ space, channel }, isEnough)
      : store.findFitting({ space, channel }, search, isEnough),
    thread === undefined ? [] : store.findNewest({ space, channel, thread }, isEnough),
  ])
  const fitting = inThread.filter((poll) => search === undefined || isFound(toNamed(poll), search))
  return dropRepeats([...inChannel, ...fitting], ({ id }) => id)
}

/** Only the first of the polls with the same key. */
export function dropRepeats<Found>(
  polls: readonly Found[],
  keyOf: (poll: Found) => string,
): readonly Found[] {
  const keys = new Set<string>()
  return polls.filter((poll) => {
    const key = keyOf(poll)
    if (keys.has(key)) return false
    keys.add(key)
    return true
  })
}
