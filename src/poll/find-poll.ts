import type { Audiences } from '../chat/audiences.ts'
import type { Caller, Place, Standing } from '../chat/caller.ts'
import { isHere, type RankIn } from '../chat/sight.ts'
import { recognise } from '../paper/recognise.ts'
import { pollNotFound } from './errors.ts'
import type { Actor } from './permissions.ts'
import type { Poll, PollId } from './poll.ts'
import type { ListedPoll } from './poll-records.ts'
import type { PollStore } from './poll-store.ts'
import type { Publisher } from './publisher.ts'
import type { Voters } from './voters.ts'

/** The most polls about whose conversations a platform is asked: no list or menu holds more. */
export const maxCandidates = 25

/** Where polls are, and who sees them. */
export interface PollSource {
  readonly store: PollStore
  readonly voters: Voters
  readonly publisher: Publisher
  readonly rankIn: RankIn
  readonly audiences: Pick<Audiences, 'find'>
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

/** The listed polls that the caller sees, in their order. */
export async function filterSeen(
  source: PollSource,
  caller: Caller,
  listed: readonly ListedPoll[],
): Promise<readonly ListedPoll[]> {
  const rankAt = createSightOf(source, caller)
  const ranks = await Promise.all(listed.map(rankAt))
  return listed.filter((_, i) => ranks[i] !== false)
}

/**
 * No more polls than may be asked about, newest first. Those of the caller's conversation, about which nobody is asked,
 * go before newer ones of others.
 */
export function cutToCandidates(caller: Caller, listed: readonly ListedPoll[]): readonly ListedPoll[] {
  const newest = listed.toSorted((a, b) => b.openedAt - a.openedAt)
  const isOurs = (poll: ListedPoll) => isHere(caller, placeOf(poll, caller))
  const ours = newest.filter(isOurs)
  return [...ours, ...newest.filter((poll) => !isOurs(poll))]
    .slice(0, maxCandidates)
    .toSorted((a, b) => b.openedAt - a.openedAt)
}

/** The polls of the caller's channel that fit, as far as they may be asked about. */
export async function findCandidates(
  { store }: PollSource,
  caller: Caller,
  isFitting: (poll: ListedPoll) => boolean = () => true,
): Promise<readonly ListedPoll[]> {
  const { space, channel } = caller.place
  const all = await store.list(space)
  return cutToCandidates(
    caller,
    all.filter((poll) => poll.channel === channel && isFitting(poll)),
  )
}

/** Whether the words are a link to the poll's paper, or are all in its title, authors or id. */
export function isMatch({ paper }: ListedPoll, words: string): boolean {
  const recognised = recognise(words)
  if ('id' in recognised && recognised.id === paper.id) return true
  const text = `${paper.title} ${paper.authors.join(' ')} ${paper.id}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
