import type { Caller } from '../chat/caller.ts'
import type { Paper } from '../paper/paper.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import {
  byNewest,
  dropRepeats,
  filterSeen,
  findCandidates,
  findHere,
  isOurs,
  keyOf,
  maxCandidates,
  type PollSource,
} from './find-poll.ts'
import { type FoundPoll, readSearch } from './poll-index.ts'

/** The most places that are asked about for suggestions, because they are wanted with every letter that is typed. */
const maxAsked = 10

/** Low, because an explanation is shown at once. */
const maxLatest = 20

/** A paper with the poll by which it was found. */
export interface FoundPaper {
  readonly paper: Paper
  readonly poll: FoundPoll
}

/** Lists of a space's or a channel's polls. */
export function createPollLists(source: PollSource) {
  const { store } = source

  /** Polls of other conversations of the caller's space that fit what was typed, as far as they see those; newest first. */
  async function findElsewhere(caller: Caller, typed: string): Promise<readonly FoundPoll[]> {
    const { space } = caller.place
    const isEnough = (found: readonly FoundPoll[]) => dropSamePaper(found).length >= maxCandidates
    const anywhere =
      typed.trim() === ''
        ? await store.findNewest({ space }, isEnough)
        : await store.findFitting({ space }, readSearch(typed), isEnough)
    const others = dropSamePaper(anywhere.toSorted(byNewest)).filter((poll) => !isOurs(caller, poll))
    const asked = new Set([...new Set(others.map(keyOf))].slice(0, maxAsked))
    return filterSeen(
      source,
      caller,
      others.filter((poll) => asked.has(keyOf(poll))),
    )
  }

  return {
    /** Polls of this channel whose paper matches the text typed so far: those that are open first, then the newest. */
    findMatching: async (caller: Caller, typed: string): Promise<readonly FoundPoll[]> =>
      openFirst(await filterSeen(source, caller, await findCandidates(source, caller, typed))),

    /**
     * The polled papers that match the text typed so far, each once, with the poll by which it was found: those of the
     * caller's conversation first, and there the ones that are open; then those of other places that they see.
     */
    async findPapers(caller: Caller, typed: string): Promise<readonly FoundPaper[]> {
      const here = (await findHere(source, caller, typed)).toSorted(byNewest)
      const ours = openFirst(here.filter((poll) => isOurs(caller, poll)).slice(0, maxCandidates))
      const others = ours.length < maxCandidates ? await findElsewhere(caller, typed) : []
      const found = dropRepeats([...ours, ...others], ({ paper }) => paper).slice(0, maxCandidates)
      const papers = await store.papersOf(caller.place.space, found)
      const byId = new Map(papers.map((paper) => [paper.id, paper]))
      return found.flatMap((poll) => {
        const paper = byId.get(poll.paper)
        return paper === undefined ? [] : [{ paper, poll }]
      })
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

const openFirst = (polls: readonly FoundPoll[]): readonly FoundPoll[] =>
  polls.toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen))

/** A paper that was polled over and over in one conversation is one candidate. */
const dropSamePaper = (found: readonly FoundPoll[]): readonly FoundPoll[] =>
  dropRepeats(found, ({ paper, channel, thread = '' }) => `${paper} ${channel} ${thread}`)
