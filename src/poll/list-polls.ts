import type { Caller, SpaceId } from '../chat/caller.ts'
import type { Paper } from '../paper/paper.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import { filterSeen, isMatch, type PollSource } from './find-poll.ts'
import { currentRound } from './poll.ts'
import type { ListedPoll } from './poll-records.ts'

const maxSearched = 50
const maxSuggested = 25
const maxOpen = 10
/** Low, because an explanation is shown at once. */
const maxLatest = 20

/** Lists of a space's or a channel's polls. */
export function createPollLists(source: PollSource) {
  const { store } = source

  /** Newest first. */
  const listLatest = async (space: SpaceId): Promise<readonly ListedPoll[]> =>
    (await store.list(space)).toSorted((a, b) => b.openedAt - a.openedAt)

  return {
    /** Polls of this channel whose paper matches the text typed so far, newest first. */
    async findMatching(caller: Caller, typed: string): Promise<readonly ListedPoll[]> {
      const all = await listLatest(caller.place.space)
      const fitting = all.filter(
        (poll) => poll.channel === caller.place.channel && (typed === '' || isMatch(poll, typed)),
      )
      return filterSeen(source, caller, fitting.slice(0, maxSuggested))
    },

    /** Papers of the polls that the caller sees and that match the text typed so far, without duplicates, newest first. */
    async findPapers(caller: Caller, typed: string): Promise<readonly Paper[]> {
      const all = await listLatest(caller.place.space)
      const fitting = all.filter((poll) => typed === '' || isMatch(poll, typed)).slice(0, maxSearched)
      const papers = (await filterSeen(source, caller, fitting)).map(({ paper }) => paper)
      return [...new Map(papers.toReversed().map((paper) => [paper.id, paper])).values()]
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

    /** The open polls of the space that the caller sees, newest first: at most ten, among the latest 50. */
    async listOpen(caller: Caller): Promise<readonly Disclosure[]> {
      const { space } = caller.place
      const open = new Set((await store.listOpen(space)).map(({ id }) => id))
      const latest = (await listLatest(space)).filter(({ id }) => open.has(id))
      const seen = await filterSeen(source, caller, latest.slice(0, maxSearched))
      const heads = await Promise.all(seen.map(({ id }) => store.find(space, id)))
      return heads
        .filter((poll) => poll !== undefined)
        .filter((poll) => currentRound(poll).state === 'open')
        .map(discloseCounts)
        .slice(0, maxOpen)
    },
  }
}
