import type { Caller, Place, Standing } from '../chat/caller.ts'
import type { RankIn } from '../chat/sight.ts'
import { recognise } from '../paper/recognise.ts'
import { pollNotFound } from './errors.ts'
import type { Actor } from './permissions.ts'
import type { Poll, PollId } from './poll.ts'
import type { ListedPoll } from './poll-records.ts'
import type { PollStore } from './poll-store.ts'
import type { Publisher } from './publisher.ts'
import type { Voters } from './voters.ts'

/** Where polls are, and who sees them. */
export interface PollSource {
  readonly store: PollStore
  readonly voters: Voters
  readonly publisher: Publisher
  readonly rankIn: RankIn
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

/** The conversation of a poll in the list of a space. */
const placeOf = ({ channel, thread }: ListedPoll, { place: { platform, space } }: Caller): Place => ({
  platform,
  space,
  channel,
  ...(thread !== undefined && { thread }),
})

/** A test of whether the caller sees a listed poll, which asks about each conversation once. */
export function createSightOf({ rankIn }: PollSource, caller: Caller) {
  const ranks = new Map<string, Promise<Standing | false>>()
  return async function rankAt(listed: ListedPoll): Promise<Standing | false> {
    const key = `${listed.channel} ${listed.thread ?? ''}`
    const rank = ranks.get(key) ?? rankIn(caller, placeOf(listed, caller))
    ranks.set(key, rank)
    return rank
  }
}

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
