import type { Caller, SpaceId } from '../chat/caller.ts'
import type { Paper } from '../paper/paper.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import {
  createSightOf,
  cutToCandidates,
  filterSeen,
  findCandidates,
  isMatch,
  type PollSource,
} from './find-poll.ts'
import { mayTakePart } from './permissions.ts'
import { currentRound } from './poll.ts'
import type { ListedPoll } from './poll-records.ts'

const maxOpen = 10
/** Low, because an explanation is shown at once. */
const maxLatest = 20

/** An open poll in a list for one person. */
export interface OpenPoll {
  readonly poll: Disclosure
  readonly mayVote: boolean
}

/** Lists of a space's or a channel's polls. */
export function createPollLists(source: PollSource) {
  const { store } = source

  /** Newest first. */
  const listLatest = async (space: SpaceId): Promise<readonly ListedPoll[]> =>
    (await store.list(space)).toSorted((a, b) => b.openedAt - a.openedAt)

  /** The open polls that the caller sees and that fit, newest first, at most ten. */
  async function listSeenOpen(
    caller: Caller,
    isFitting: (poll: ListedPoll) => boolean,
  ): Promise<readonly OpenPoll[]> {
    const { space } = caller.place
    const [all, open] = await Promise.all([store.list(space), store.listOpen(space)])
    const ids = new Set(open.map(({ id }) => id))
    const candidates = all.filter((listed) => ids.has(listed.id) && isFitting(listed))
    const rankAt = createSightOf(source, caller)
    const found = await Promise.all(
      cutToCandidates(caller, candidates).map(async (listed) => {
        const rank = await rankAt(listed)
        const poll = rank === false ? undefined : await store.find(space, listed.id)
        if (rank === false || poll === undefined || currentRound(poll).state === 'closed') return []
        return [{ poll: discloseCounts(poll), mayVote: mayTakePart({ rank }) }]
      }),
    )
    return found.flat().slice(0, maxOpen)
  }

  return {
    /** Polls of this channel whose paper matches the text typed so far, newest first. */
    async findMatching(caller: Caller, typed: string): Promise<readonly ListedPoll[]> {
      const isFitting = (poll: ListedPoll) => typed === '' || isMatch(poll, typed)
      return filterSeen(source, caller, await findCandidates(source, caller, isFitting))
    },

    /** Papers of the polls that the caller sees and that match the text typed so far, without duplicates, newest first. */
    async findPapers(caller: Caller, typed: string): Promise<readonly Paper[]> {
      const all = await listLatest(caller.place.space)
      const fitting = all.filter((poll) => typed === '' || isMatch(poll, typed))
      // A paper that was polled over and over in one conversation is one candidate.
      const once = dropRepeats(
        fitting,
        ({ paper, channel, thread = '' }) => `${paper.id} ${channel} ${thread}`,
      )
      const seen = await filterSeen(source, caller, cutToCandidates(caller, once))
      return dropRepeats(seen, ({ paper }) => paper.id).map(({ paper }) => paper)
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

    /** The open polls of the space that the caller sees, newest first, at most ten, and whether they may vote in each. */
    listOpen: (caller: Caller): Promise<readonly OpenPoll[]> => listSeenOpen(caller, () => true),

    /** Those of them that are in the caller's channel, its threads included. */
    listOpenHere: (caller: Caller): Promise<readonly OpenPoll[]> =>
      listSeenOpen(caller, ({ channel }) => channel === caller.place.channel),
  }
}

/** Only the first of the polls with the same key. */
function dropRepeats(
  polls: readonly ListedPoll[],
  keyOf: (poll: ListedPoll) => string,
): readonly ListedPoll[] {
  const keys = new Set<string>()
  return polls.filter((poll) => {
    const key = keyOf(poll)
    if (keys.has(key)) return false
    keys.add(key)
    return true
  })
}
