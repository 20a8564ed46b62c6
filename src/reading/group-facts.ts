import type { PersonId, Place } from '../chat/caller.ts'
import type { PaperId } from '../paper/paper.ts'
import type { Poll } from '../poll/poll.ts'
import type { GroupStore } from './group-store.ts'
import type { LeftOut } from './held-session.ts'
import { findPaperEvents, type PaperEvents } from './paper-events.ts'
import { type SeasonPolls, seasonsIn } from './season-polls.ts'

/** Facts about reading groups for polls and pages: their leaders and their seasons. */
export function createGroupFacts({
  store,
}: {
  readonly store: Pick<GroupStore, 'findOwner' | 'find' | 'history' | 'list'>
}) {
  return {
    /** Whether a person leads sessions of the group that a poll belongs to, or led the one that the poll is of. */
    async leadsPoll(person: PersonId, { id, hasNoGroup }: Pick<Poll, 'id' | 'hasNoGroup'>): Promise<boolean> {
      const owner = hasNoGroup === true ? undefined : await store.findOwner(id)
      const group = owner && (await store.find(owner.space, owner.group))
      if (group === undefined) return false
      if (group.facilitators.some((one) => one.person.id === person)) return true
      const past = (await store.history(group.id)).map(({ session }) => session)
      return [...group.sessions, ...past].some(
        ({ poll, facilitator }) => poll === id && facilitator?.id === person,
      )
    },

    /** Whether a person leads or organises a group of a channel. */
    async leadsIn(id: PersonId, place: Place): Promise<boolean> {
      return (await groupsIn(store, place)).some(({ organisers, facilitators }) =>
        [...organisers, ...facilitators.map(({ person }) => person)].some((one) => one.id === id),
      )
    },

    groupNamesIn: async (place: Place): Promise<readonly string[]> =>
      (await groupsIn(store, place)).map(({ name }) => name),

    /** The sessions and lists of a channel's groups that have a paper, as {@link findPaperEvents}. */
    async paperEventsIn(place: Place, ids: ReadonlySet<PaperId>, leftOut: LeftOut): Promise<PaperEvents> {
      const found = (await groupsIn(store, place)).map(async (group) => ({
        group,
        history: await store.history(group.id),
      }))
      return findPaperEvents(await Promise.all(found), ids, leftOut)
    },

    /** As {@link seasonsIn}. */
    seasonsIn: (place: Place): Promise<readonly SeasonPolls[]> => seasonsIn({ store }, place),
  }
}

/** The groups of a channel and its threads. */
const groupsIn = async (store: Pick<GroupStore, 'list'>, { space, channel }: Place) =>
  (await store.list(space)).filter(({ place }) => place.channel === channel)
