import type { Caller } from '../chat/caller.ts'
import type { Paper } from '../paper/paper.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import {
  byNewest,
  cutToCandidates,
  dropRepeats,
  filterSeen,
  findCandidates,
  findHere,
  isOurs,
  maxCandidates,
  type PollSource,
} from './find-poll.ts'
import { type FoundPoll, readSearch } from './poll-index.ts'

/** Low, because an explanation is shown at once. */
const maxLatest = 20

/** Lists of a space's or a channel's polls. */
export function createPollLists(source: PollSource) {
  const { store } = source

  /** Papers that were polled in the caller's space and fit what was typed, once for each conversation; newest first. */
  async function findPolled(caller: Caller, typed: string): Promise<readonly FoundPoll[]> {
    const here = dropSamePaper((await findHere(source, caller, typed)).toSorted(byNewest))
    // Those of other conversations would all be cut off.
    if (here.filter((poll) => isOurs(caller, poll)).length >= maxCandidates) return here
    const { space } = caller.place
    const isEnough = (found: readonly FoundPoll[]) => dropSamePaper(found).length >= maxCandidates
    const anywhere =
      typed.trim() === ''
        ? await store.findNewest({ space }, isEnough)
        : await store.findFitting({ space }, readSearch(typed), isEnough)
    return dropSamePaper([...here, ...anywhere].toSorted(byNewest))
  }

  return {
    /** Polls of this channel whose paper matches the text typed so far, newest first. */
    findMatching: async (caller: Caller, typed: string): Promise<readonly FoundPoll[]> =>
      filterSeen(source, caller, await findCandidates(source, caller, typed)),

    /** Papers of the polls that the caller sees and that match the text typed so far, without duplicates, newest first. */
    async findPapers(caller: Caller, typed: string): Promise<readonly Paper[]> {
      const polled = await findPolled(caller, typed)
      const seen = await filterSeen(source, caller, cutToCandidates(caller, polled))
      return store.papersOf(
        caller.place.space,
        dropRepeats(seen, ({ paper }) => paper),
      )
    },

    /**
     * The latest polls of this channel and this thread, newest first: polls in other threads may be visible to other
     * people only. At most 20; of several polls on one paper only the latest.
     */
    async latestHere(caller: Caller): Promise<readonly Disclosure[]> {
      const { space, thread } = caller.place
      const here = (await findHere(source, caller, '')).filter(
        (poll) => poll.thread === undefined || poll.thread === thread,
      )
      const latest = dropRepeats(here.toSorted(byNewest), ({ paper }) => paper)
      const heads = await Promise.all(latest.slice(0, maxLatest).map(({ id }) => store.find(space, id)))
      return heads.filter((poll) => poll !== undefined).map(discloseCounts)
    },
  }
}

/** A paper that was polled over and over in one conversation is one candidate. */
const dropSamePaper = (found: readonly FoundPoll[]): readonly FoundPoll[] =>
  dropRepeats(found, ({ paper, channel, thread = '' }) => `${paper} ${channel} ${thread}`)
