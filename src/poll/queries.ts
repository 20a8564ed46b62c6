import type { Caller, SpaceId } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import { UserError } from '../chat/user-error.ts'
import type { Paper } from '../paper/paper.ts'
import { recognise } from '../paper/recognise.ts'
import { type Disclosure, disclose, discloseCounts } from './disclose.ts'
import { currentRound, type Poll, PollId } from './poll.ts'
import type { ListedPoll } from './poll-records.ts'
import type { PollStore } from './poll-store.ts'
import { voterOf } from './voter.ts'

/** A message that is edited with every vote reads so many ballots each time, and not more. */
const maxPeopleOnBoard = 100
const maxSearched = 50
const maxSuggested = 25
const maxOpen = 10
/** An explanation is given at once: it looks no further back. */
const maxLatest = 20

/** The poll of the caller's space. @throws UserError when it isn't there. */
export async function requirePoll(store: PollStore, caller: Caller, id: PollId): Promise<Poll> {
  const poll = await store.find(caller.place.space, id)
  if (poll === undefined) throw pollNotFound()
  return poll
}

export const pollNotFound = () =>
  new UserError('That poll is not here.', 'It may have been deleted; open a new one with poll and a link.')

/**
 * Finding polls, and reading them as far as they may be seen.
 *
 * @param messagesOf The messages that show a poll.
 */
export function createPollQueries(
  store: PollStore,
  messagesOf: (poll: PollId) => Promise<readonly Message[]>,
) {
  /** Whether a thread is the poll's: the one of its outcome, or one that people opened under its message. */
  async function isIn({ id, thread }: Poll, place: string): Promise<boolean> {
    return thread?.thread === place || (await messagesOf(id)).some((message) => message.id === place)
  }

  /** Each round that people may look into, with its ballots. */
  async function discloseWithBallots(poll: Poll): Promise<Disclosure> {
    const ballots = await Promise.all(poll.rounds.map(({ number }) => store.ballots(poll, number)))
    return disclose({ poll, ballots, ...(await readTurnout(poll)) })
  }

  async function readTurnout(poll: Poll) {
    if (poll.expected.length === 0) return {}
    const voters = poll.expected.map((person) => voterOf(poll, person))
    const cast = await store.ballotsAmong(poll, currentRound(poll).number, voters)
    return { turnout: { voted: cast.filter(Boolean).length, expected: poll.expected.length } }
  }

  return {
    /**
     * The poll that is meant in a place: by its id, by a paper, or, without words, the one of this thread, else the
     * last one that is open in this channel, else the last one.
     *
     * @throws UserError when there is none.
     */
    async resolve(caller: Caller, words: string | undefined): Promise<PollId> {
      const id = PollId.safeParse(words)
      if (id.success) return (await requirePoll(store, caller, id.data)).id
      const all = (await store.list(caller.place.space)).toSorted((a, b) => b.openedAt - a.openedAt)
      const here = all.filter(({ channel }) => channel === caller.place.channel)
      const fitting = words === undefined ? here : here.filter((poll) => isMatch(poll, words))
      const heads = await Promise.all(
        fitting.slice(0, maxSearched).map((poll) => store.find(caller.place.space, poll.id)),
      )
      const polls = heads.filter((poll) => poll !== undefined)
      const { thread } = caller.place
      const own = thread === undefined ? [] : await Promise.all(polls.map((poll) => isIn(poll, thread)))
      const best =
        polls[own.indexOf(true)] ?? polls.find((poll) => currentRound(poll).state === 'open') ?? polls[0]
      if (best !== undefined) return best.id
      throw words === undefined
        ? new UserError('There is no poll in this channel yet.', 'Open one: poll and a link to a paper.')
        : new UserError('I found no poll on that paper in this channel.', 'Open one: poll and its link.')
    },

    /** Polls of this channel whose paper fits what is typed so far, newest first. */
    async findMatching(caller: Caller, typed: string): Promise<readonly ListedPoll[]> {
      const all = await store.list(caller.place.space)
      return all
        .filter((poll) => poll.channel === caller.place.channel && (typed === '' || isMatch(poll, typed)))
        .toSorted((a, b) => b.openedAt - a.openedAt)
        .slice(0, maxSuggested)
    },

    /** Papers of this space's polls that fit what is typed so far, each once, the latest first. */
    async findPapers({ place: { space } }: Caller, typed: string): Promise<readonly Paper[]> {
      const all = (await store.list(space)).toSorted((a, b) => b.openedAt - a.openedAt)
      const fitting = all.filter((poll) => typed === '' || isMatch(poll, typed)).map(({ paper }) => paper)
      return [...new Map(fitting.toReversed().map((paper) => [paper.id, paper])).values()]
        .toReversed()
        .slice(0, maxSuggested)
    },

    /**
     * The last polls of this channel, and of this thread, the latest first: what is in another thread may be seen by
     * others only. At most 20; of several polls on one paper the last one.
     */
    async latestHere({ place: { space, channel, thread } }: Caller): Promise<readonly Disclosure[]> {
      const here = (await store.list(space))
        .filter((poll) => poll.channel === channel && (poll.thread === undefined || poll.thread === thread))
        .toSorted((a, b) => b.openedAt - a.openedAt)
      const latest = here.filter((poll, i) => here.findIndex(({ paper }) => paper.id === poll.paper.id) === i)
      const heads = await Promise.all(latest.slice(0, maxLatest).map(({ id }) => store.find(space, id)))
      return heads.filter((poll) => poll !== undefined).map(discloseCounts)
    },

    /** The open polls of the caller's space, newest first: at most ten. */
    async listOpen({ place: { space } }: Caller): Promise<readonly Disclosure[]> {
      const all = (await store.list(space)).toSorted((a, b) => b.openedAt - a.openedAt)
      const heads = await Promise.all(all.slice(0, maxSearched).map(({ id }) => store.find(space, id)))
      return heads
        .filter((poll) => poll !== undefined)
        .filter((poll) => currentRound(poll).state === 'open')
        .map(discloseCounts)
        .slice(0, maxOpen)
    },

    /** The poll with every ballot that may be seen. */
    read: async (caller: Caller, id: PollId): Promise<Disclosure> =>
      discloseWithBallots(await requirePoll(store, caller, id)),

    /** As {@link read}, for what the bot does by itself; with the place, and the thread once there is one. */
    async readIn(space: SpaceId, id: PollId) {
      const poll = await store.find(space, id)
      if (poll === undefined) return undefined
      return { poll: await discloseWithBallots(poll), place: poll.place, thread: poll.thread }
    },

    /** What the poll's message shows: people while they are few, counts when they are many. */
    async readForBoard(
      space: SpaceId,
      id: PollId,
    ): Promise<{ poll: Disclosure; revision: number } | undefined> {
      const poll = await store.find(space, id)
      if (poll === undefined) return undefined
      const isSmall = discloseCounts(poll).current.votes <= maxPeopleOnBoard
      const shown = isSmall
        ? await discloseWithBallots(poll)
        : disclose({ poll, ballots: [], ...(await readTurnout(poll)) })
      return { poll: shown, revision: poll.revision }
    },

    /** Counts the poll's changes; nothing for an unknown poll. */
    revisionOf: async (space: SpaceId, id: PollId): Promise<number | undefined> =>
      (await store.find(space, id))?.revision,

    /** As {@link read}, for whoever was given the address of the poll's page. */
    async readAnywhere(id: PollId): Promise<Disclosure | undefined> {
      const poll = await store.findAnywhere(id)
      return poll && discloseWithBallots(poll)
    },

    /** Every poll of the caller's space, oldest first. */
    async *readAll(caller: Caller): AsyncIterable<Disclosure> {
      for (const { id } of (await store.list(caller.place.space)).toSorted(
        (a, b) => a.openedAt - b.openedAt,
      )) {
        const poll = await store.find(caller.place.space, id)
        if (poll !== undefined) yield discloseWithBallots(poll)
      }
    },
  }
}

function isMatch({ paper }: ListedPoll, words: string): boolean {
  const recognised = recognise(words)
  if ('id' in recognised && recognised.id === paper.id) return true
  const text = `${paper.title} ${paper.authors.join(' ')} ${paper.id}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
