import { type Caller, isManager, type Place, type SpaceId } from '../chat/caller.ts'
import { isHere } from '../chat/sight.ts'
import { toLine, toPollLine } from './audit-line.ts'
import { type Disclosure, disclose, discloseCounts } from './disclose.ts'
import { createSightOf, type PollSource, requirePoll } from './find-poll.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import type { ListedPoll } from './poll-records.ts'

/** Bounds the ballots that are read for each edit, because a board is edited with every vote. */
const maxPeopleOnBoard = 100

/** Reading polls, as far as people may see them. */
export function createPollReader(source: PollSource) {
  const { store, now } = source

  /** The polls of the conversations that the caller manages, oldest first. */
  async function* listManaged(caller: Caller): AsyncIterable<ListedPoll> {
    const rankAt = createSightOf(source, caller)
    const all = await store.list(caller.place.space)
    for (const listed of all.toSorted((a, b) => a.openedAt - b.openedAt)) {
      const rank = await rankAt(listed)
      if (rank !== false && isManager(rank)) yield listed
    }
  }

  return {
    /** The poll with every ballot that may be seen. @throws UserError if the caller can't see it. */
    read: async (caller: Caller, id: PollId): Promise<Disclosure> =>
      discloseWithBallots(source, (await requirePoll(source, caller, id)).poll),

    /** Where a poll lives. @throws UserError if the caller can't see it. */
    placeOf: async (caller: Caller, id: PollId): Promise<Place> =>
      (await requirePoll(source, caller, id)).poll.place,

    /** As `read`, for a file, which the audit records. */
    async readToExport(caller: Caller, id: PollId, format: string): Promise<Disclosure> {
      const { poll } = await requirePoll(source, caller, id)
      const changes = [{ field: 'format', to: format }]
      await store.record(toPollLine(poll, { command: 'export', at: now(), caller, changes }))
      return discloseWithBallots(source, poll)
    },

    /** As `read`, with whether the poll lives in the caller's place, where it may be posted for everyone. */
    async readToShow(
      caller: Caller,
      id: PollId,
    ): Promise<{ readonly poll: Disclosure; readonly livesHere: boolean }> {
      const { poll } = await requirePoll(source, caller, id)
      return { poll: await discloseWithBallots(source, poll), livesHere: isHere(caller, poll.place) }
    },

    /**
     * As `read`, for the bot's own work, with the poll's place, its thread, if it has one, and who shared its results;
     * `undefined` if unknown.
     */
    async readIn(space: SpaceId, id: PollId) {
      const poll = await store.find(space, id)
      if (poll === undefined) return undefined
      const { place, thread, shares = [] } = poll
      return { poll: await discloseWithBallots(source, poll), place, thread, shares }
    },

    /** The poll as its message shows it: with ballots up to 100 votes, with counts only above. */
    async readForBoard(
      space: SpaceId,
      id: PollId,
    ): Promise<{ poll: Disclosure; revision: number } | undefined> {
      const poll = await store.find(space, id)
      if (poll === undefined) return undefined
      const isSmall = discloseCounts(poll).current.votes <= maxPeopleOnBoard
      const shown = isSmall
        ? await discloseWithBallots(source, poll)
        : disclose({ poll, ...(await readTurnout(source, poll)) })
      return { poll: shown, revision: poll.revision }
    },

    /** Whether people can vote in it. */
    async isOpen(space: SpaceId, id: PollId): Promise<boolean> {
      const poll = await store.find(space, id)
      return poll !== undefined && currentRound(poll).state === 'open'
    },

    /** The number of changes to the poll so far; `undefined` if it does not exist. */
    revisionOf: async (space: SpaceId, id: PollId): Promise<number | undefined> =>
      (await store.find(space, id))?.revision,

    /** The revision of the last change that was not a vote; `undefined` if the poll does not exist. */
    async editRevisionOf(space: SpaceId, id: PollId): Promise<number | undefined> {
      const poll = await store.find(space, id)
      return poll && (poll.editRevision ?? 0)
    },

    /**
     * The poll with every ballot that may be seen, for its page; `undefined` if it does not exist.
     *
     * @param isSeen Whether its reader sees the place that it lives in; else it does not exist for them.
     */
    async readAnywhere(
      id: PollId,
      isSeen: (place: Place) => Promise<boolean>,
    ): Promise<Disclosure | undefined> {
      const poll = await store.findAnywhere(id)
      return poll && (await isSeen(poll.place)) ? discloseWithBallots(source, poll) : undefined
    },

    /** The number of polls of the conversations that the caller manages. */
    async countManaged(caller: Caller): Promise<number> {
      let count = 0
      for await (const _ of listManaged(caller)) count++
      return count
    },

    /** Every poll of the conversations that the caller manages, oldest first, for a file, which the audit records in each. */
    async *exportManaged(caller: Caller, format: string): AsyncIterable<Disclosure> {
      const recorded = new Set<string>()
      for await (const { id } of listManaged(caller)) {
        const poll = await store.find(caller.place.space, id)
        if (poll === undefined) continue
        const conversation = JSON.stringify([poll.place.channel, poll.place.thread])
        if (!recorded.has(conversation)) {
          const changes = [{ field: 'format', to: format }]
          await store.record(toLine(poll.place, { command: 'export all', at: now(), caller, changes }))
        }
        recorded.add(conversation)
        yield discloseWithBallots(source, poll)
      }
    },
  }
}

/** The poll with all that may be seen of each round. */
export async function discloseWithBallots(source: PollSource, poll: Poll): Promise<Disclosure> {
  if (poll.visibility === 'anonymous')
    return disclose({ poll, published: await source.publisher.publishedRounds(poll) })
  const ballots = await Promise.all(poll.rounds.map(({ number }) => source.store.ballots(poll, number)))
  return disclose({ poll, ballots, ...(await readTurnout(source, poll)) })
}

/** Empty if nobody is expected, and in anonymous polls: it could tell whether a given person has voted. */
async function readTurnout({ store, voters }: PollSource, poll: Poll) {
  if (poll.expected.length === 0 || poll.visibility === 'anonymous') return {}
  const found = await Promise.all(poll.expected.map((person) => voters.voterOf(poll, person)))
  const expected = found.flatMap((voter) => voter?.id ?? [])
  const cast = await store.ballotsAmong(poll, currentRound(poll).number, expected)
  return { voted: cast.filter(Boolean).length }
}
