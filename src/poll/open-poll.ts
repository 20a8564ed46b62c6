import type { Audience } from '../chat/audience.ts'
import type { Caller, PersonId, Place, SpaceId } from '../chat/caller.ts'
import type { Paper, PaperId } from '../paper/paper.ts'
import type { VoterId } from './ballot.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import type { LinkDeps } from './link-rights.ts'
import { withAutomaticLink } from './make-link.ts'
import { type Ask, currentRound, type Poll, type PollId, type Question, type Visibility } from './poll.ts'
import { createPollId } from './poll-id.ts'
import { toCloseJobs, toLabelJobs } from './poll-jobs.ts'
import { countOpening, openInRoom } from './room-for-poll.ts'
import { createRound } from './rounds.ts'
import { toTitleLookupJob } from './title-lookup.ts'

/** The options of a new poll. Times in ms since 1970. */
export interface Opening {
  readonly paper: Paper
  /** Whether the title comes from a source of papers, and is not just what was typed. */
  readonly hasOfficialTitle: boolean
  readonly blind: boolean
  readonly visibility: Visibility
  readonly closesAt?: number
  /** The zone of the closing time. */
  readonly closesZone?: string
  readonly questions: readonly Question[]
  /** All of them without it. */
  readonly ask?: readonly Ask[]
  readonly expected: readonly PersonId[]
  readonly audiences?: readonly Audience[]
  /** Those who have said already that they have read the paper: in an anonymous poll, by their pseudonyms in it. */
  readonly readers?: readonly VoterId[]
  readonly note?: string
}

/** Opening polls. */
export function createPollOpener(deps: LinkDeps) {
  const { store, voters, settingsOf, now, mayLookUp, notifyScheduler } = deps
  /** Stores a new poll, unless the paper has an open one in its place by now. */
  async function open(
    caller: Caller,
    opening: Opening,
    poll: Poll,
  ): Promise<{ poll: Disclosure; wasOpen: boolean }> {
    if (poll.visibility === 'anonymous') {
      // Before the poll, so that one that is stored has its key; what is left without a poll goes at a later start.
      await store.noteKey(poll, poll.openedAt)
      await voters.createKey(poll.id)
    }
    const open = await store.create(await withAutomaticLink(deps, poll), [
      ...toCloseJobs(poll),
      ...toLabelJobs(poll, await settingsOf(poll.place), poll.openedAt),
      ...(opening.hasOfficialTitle || !mayLookUp(caller) ? [] : [toTitleLookupJob(poll, 0, poll.openedAt)]),
    ])
    notifyScheduler()
    if (open.id !== poll.id && poll.visibility === 'anonymous') {
      await voters.destroyKeys([poll.id])
      await store.forgetKey(poll.id)
    }
    return { poll: discloseCounts(open), wasOpen: open.id !== poll.id }
  }

  return {
    /**
     * Opens a poll in the caller's place, once for each request. A paper has at most one open poll in a place.
     *
     * @returns the poll that is open now, and whether it was open before the call.
     * @throws UserError if too many polls are open, or the caller has opened too many lately.
     */
    async open(caller: Caller, opening: Opening): Promise<{ poll: Disclosure; wasOpen: boolean }> {
      const at = now()
      const { shownFrom } = await settingsOf(caller.place)
      const poll = toPoll(caller, opening, at, shownFrom)
      const made = caller.request === undefined ? undefined : await store.find(poll.place.space, poll.id)
      if (made !== undefined) return { poll: discloseCounts(made), wasOpen: false }
      const rival = await store.findRival(poll)
      if (rival !== undefined) return { poll: discloseCounts(rival), wasOpen: true }
      if (caller.isAutomatic === true) return open(caller, opening, poll)
      return openInRoom(deps, caller, poll, async () => {
        await countOpening(deps, caller)
        return open(caller, opening, poll)
      })
    },

    /** The poll that is open on a paper in a channel or a thread of it that fits, or `undefined`. */
    async findOpen(
      { space, channel }: Place,
      paper: PaperId,
      isFitting: (place: Place) => Promise<boolean>,
    ): Promise<PollId | undefined> {
      const found = await store.findFitting({ space, channel }, { paper, words: [] }, () => false)
      for (const { id } of found.filter(({ isOpen }) => isOpen)) {
        const poll = await store.find(space, id)
        if (poll === undefined || currentRound(poll).state !== 'open') continue
        if (await isFitting(poll.place)) return id
      }
      return undefined
    },

    /** To be called before a reading group makes a poll that people have opened its own. */
    async joinGroup(space: SpaceId, id: PollId): Promise<void> {
      await store.change(id, space, ({ hasNoGroup: _, ...poll }) => poll)
    },

    /** Prepares an anonymous poll that will be opened within a day: from then on its voters have their pseudonyms. */
    async prepareAnonymous(place: Place): Promise<PollId> {
      const id = createPollId()
      await store.noteKey({ id, place }, now())
      await voters.createKey(id)
      return id
    },

    /** A person's pseudonym in an anonymous poll that is open or prepared; `undefined` if its key is gone. */
    pseudonymIn: async (id: PollId, person: PersonId): Promise<VoterId | undefined> =>
      (await voters.findVoter({ id, visibility: 'anonymous' }, person))?.id,

    /** Sets the thread in which the outcome is discussed, unless the poll has one. */
    async setThread(space: SpaceId, id: PollId, thread: Place): Promise<void> {
      await store.change(id, space, (poll) => (poll.thread === undefined ? { ...poll, thread } : poll))
    },
  }
}

function toPoll(caller: Caller, opening: Opening, at: number, shownFrom: number | undefined): Poll {
  const { blind, paper, hasOfficialTitle: _, audiences = [], ...rest } = opening
  return {
    v: 1,
    id: createPollId(caller.request),
    place: caller.place,
    paper,
    opener: caller.person,
    openedAt: at,
    ...rest,
    ...(audiences.length > 0 && { audiences }),
    rounds: [createRound(opening.visibility, { number: 1, blind, at })],
    revision: 0,
    ...(caller.isAutomatic !== true && { hasNoGroup: true }),
    ...(caller.place.thread !== undefined && { thread: caller.place }),
    ...(opening.visibility === 'anonymous' && shownFrom !== undefined && { shownFrom }),
  }
}
