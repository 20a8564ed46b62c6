import { type Caller, isManager, type PersonId, type Place, type SpaceId } from '../chat/caller.ts'
import { isHere } from '../chat/sight.ts'
import { createBreaks } from '../time/breaks.ts'
import { toLine, toPollLine } from './audit-line.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import { createSightOf, type PollSource, requirePoll } from './find-poll.ts'
import { currentRound, type PollId } from './poll.ts'
import type { ListedPoll } from './poll-records.ts'
import { readCounts, readWhole, type WholePoll } from './read-whole.ts'

/** Bounds the ballots that are read for each edit, because a board is edited with every vote. */
const maxPeopleOnBoard = 100

type ManagedPoll = Pick<ListedPoll, 'id' | 'openedAt'>

/** The polls of the conversations that the caller manages, oldest first. */
async function listManaged(source: PollSource, caller: Caller): Promise<readonly ManagedPoll[]> {
  const { store } = source
  const rankAt = createSightOf(source, caller)
  const managed: ManagedPoll[] = []
  for (const place of await store.polledPlaces(caller.place.space)) {
    const rank = await rankAt(place)
    if (rank === false || !isManager(rank)) continue
    for await (const { id, openedAt } of store.listIn(place)) managed.push({ id, openedAt })
  }
  return managed.toSorted((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1))
}

/** Reading polls, as far as people may see them. */
export function createPollReader(source: PollSource) {
  const { store, now } = source

  return {
    /** The poll with every ballot that may be seen. @throws UserError if the caller can't see it. */
    read: async (caller: Caller, id: PollId): Promise<Disclosure> =>
      (await readWhole(source, (await requirePoll(source, caller, id)).poll)).poll,

    /** Where a poll lives. @throws UserError if the caller can't see it. */
    placeOf: async (caller: Caller, id: PollId): Promise<Place> =>
      (await requirePoll(source, caller, id)).poll.place,

    /** As `read`, for a file, which the audit records. */
    async readToExport(caller: Caller, id: PollId, format: string): Promise<Disclosure> {
      const { poll } = await requirePoll(source, caller, id)
      const changes = [{ field: 'format', to: format }]
      await store.record(toPollLine(poll, { command: 'export', at: now(), caller, changes }))
      return (await readWhole(source, poll)).poll
    },

    /** As `read`, with whether the poll lives in the caller's place, where it may be posted for everyone. */
    async readToShow(
      caller: Caller,
      id: PollId,
    ): Promise<{ readonly poll: Disclosure; readonly livesHere: boolean }> {
      const { poll } = await requirePoll(source, caller, id)
      const { poll: whole } = await readWhole(source, poll)
      return { poll: whole, livesHere: isHere(caller, poll.place) }
    },

    /**
     * As `read`, for the bot's own work, with the poll's place, its thread, if it has one, and who shared its results;
     * `undefined` if unknown.
     */
    async readIn(space: SpaceId, id: PollId) {
      const poll = await store.find(space, id)
      if (poll === undefined) return undefined
      const { place, thread, shares = [] } = poll
      return { ...(await readWhole(source, poll)), place, thread, shares }
    },

    /** The poll as its message shows it: with ballots up to 100 votes, with counts only above. */
    async readForBoard(
      space: SpaceId,
      id: PollId,
    ): Promise<(WholePoll & { readonly revision: number }) | undefined> {
      const poll = await store.find(space, id)
      if (poll === undefined) return undefined
      const isSmall = discloseCounts(poll).current.votes <= maxPeopleOnBoard
      return { ...(await (isSmall ? readWhole : readCounts)(source, poll)), revision: poll.revision }
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
      return poll && (await isSeen(poll.place)) ? (await readWhole(source, poll)).poll : undefined
    },

    /** Everybody in a file of a poll whose name is looked up. */
    peopleToExport: async (caller: Caller, id: PollId): Promise<readonly PersonId[]> =>
      (await readWhole(source, (await requirePoll(source, caller, id)).poll)).people,

    /** As `peopleToExport`, of all polls of the conversations that the caller manages. */
    async peopleManaged(caller: Caller): Promise<readonly PersonId[]> {
      const people = new Set<PersonId>()
      const takeBreak = createBreaks()
      for (const { id } of await listManaged(source, caller)) {
        const poll = await store.find(caller.place.space, id)
        if (poll !== undefined) for (const one of (await readWhole(source, poll)).people) people.add(one)
        await takeBreak()
      }
      return [...people]
    },

    /** The number of polls of the conversations that the caller manages. */
    countManaged: async (caller: Caller): Promise<number> => (await listManaged(source, caller)).length,

    /** Every poll of the conversations that the caller manages, oldest first, for a file, which the audit records in each. */
    async *exportManaged(caller: Caller, format: string): AsyncIterable<Disclosure> {
      const recorded = new Set<string>()
      const takeBreak = createBreaks()
      for (const { id } of await listManaged(source, caller)) {
        const poll = await store.find(caller.place.space, id)
        if (poll === undefined) continue
        const conversation = JSON.stringify([poll.place.channel, poll.place.thread])
        if (!recorded.has(conversation)) {
          const changes = [{ field: 'format', to: format }]
          await store.record(toLine(poll.place, { command: 'export all', at: now(), caller, changes }))
        }
        recorded.add(conversation)
        yield (await readWhole(source, poll)).poll
        await takeBreak()
      }
    },
  }
}
