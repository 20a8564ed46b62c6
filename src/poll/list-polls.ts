import type { Caller, SpaceId } from '../chat/caller.ts'
import type { Paper } from '../paper/paper.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import { isMatch } from './find-poll.ts'
import { currentRound } from './poll.ts'
import type { ListedPoll } from './poll-records.ts'
import type { PollStore } from './poll-store.ts'

const maxSearched = 50
const maxSuggested = 25
const maxOpen = 10
/** Low, because an explanation is shown at once. */
const maxLatest = 20

/** Lists of a space's or a channel's polls. */
export function createPollLists(store: PollStore) {
  /** Newest first. */
  const listLatest = async (space: SpaceId): Promise<readonly ListedPoll[]> =>
    (await store.list(space)).toSorted((a, b) => b.openedAt - a.openedAt)

  return {
    /** Polls of this channel whose paper matches the text typed so far, newest first. */
    async findMatching(caller: Caller, typed: string): Promise<readonly ListedPoll[]> {
      const all = await listLatest(caller.place.space)
      return all
        .filter((poll) => poll.channel === caller.place.channel && (typed === '' || isMatch(poll, typed)))
        .slice(0, maxSuggested)
    },

    /** Papers of this space's polls that match the text typed so far, without duplicates, newest first. */
    async findPapers({ place: { space } }: Caller, typed: string): Promise<readonly Paper[]> {
      const all = await listLatest(space)
      const fitting = all.filter((poll) => typed === '' || isMatch(poll, typed)).map(({ paper }) => paper)
      return [...new Map(fitting.toReversed().map((paper) => [paper.id, paper])).values()]
        .toReversed()
        .slice(0, maxSuggested)
    },

    /**
     * The latest polls of this channel and this thread, newest first: polls in other threads may be visible to other
     * people only. At most 20; of several polls on one paper only the latest.
     */
    async latestHere({ place: { space, channel, thread } }: Caller): Promise<readonly Disclosure[]> {
      const here = (await listLatest(space)).filter(
        (poll) => poll.channel === channel && (poll.thread === undefined || poll.thread === thread),
      )
      const latest = here.filter((poll, i) => here.findIndex(({ paper }) => paper.id === poll.paper.id) === i)
      const heads = await Promise.all(latest.slice(0, maxLatest).map(({ id }) => store.find(space, id)))
      return heads.filter((poll) => poll !== undefined).map(discloseCounts)
    },

    /** The open polls of the caller's space, newest first: at most ten, among the latest 50. */
    async listOpen({ place: { space } }: Caller): Promise<readonly Disclosure[]> {
      const all = await listLatest(space)
      const heads = await Promise.all(all.slice(0, maxSearched).map(({ id }) => store.find(space, id)))
      return heads
        .filter((poll) => poll !== undefined)
        .filter((poll) => currentRound(poll).state === 'open')
        .map(discloseCounts)
        .slice(0, maxOpen)
    },
  }
}
