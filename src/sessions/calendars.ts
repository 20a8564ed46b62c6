import type { Place } from '../chat/caller.ts'
import type { ChatPort } from '../chat/port.ts'
import type { PollId } from '../poll/poll.ts'
import type { CalendarFacts } from '../reading/calendar.ts'
import { readCalendarFacts } from '../reading/calendar-facts.ts'
import { type Group, GroupId, type SessionId } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import { readPublished } from '../reading/published-store.ts'
import type { Store } from '../store/store.ts'

/** A session that was held, for a feed. */
export interface HeldSession {
  readonly id: SessionId
  readonly poll: PollId
  /** When it ended, in ms since 1970. */
  readonly at: number
  /** The address of its recap; `undefined` where messages have none. */
  readonly link: string | undefined
}

const maxHeld = 30

interface Deps {
  readonly store: Pick<GroupStore, 'find' | 'history'>
  readonly records: Store
  /** Makes a group's sessions known to calendars. */
  readonly publish: (group: Group) => Promise<Group>
  readonly portFor: (platform: string) => ChatPort
}

/** The calendars of reading groups. */
export function createCalendars({ records, store, publish, portFor }: Deps) {
  async function read(group: Group): Promise<CalendarFacts> {
    const { place, id } = group
    const { linkTo, channelNameOf } = portFor(place.platform)
    const [events, past] = await Promise.all([readPublished(records, group), store.history(id)])
    return readCalendarFacts(
      { group, events, past },
      {
        linkTo: async (message) => linkTo?.(message),
        channelNameOf: async (place) => channelNameOf?.(place),
      },
    )
  }

  /** @returns `undefined` unless a conversation has such a group, and the bot is there. */
  async function findIn({ platform, space, channel }: Place, id: string): Promise<Group | undefined> {
    const known = GroupId.safeParse(id)
    if (!known.success || portFor(platform).isAway?.(space) === true) return undefined
    const group = await store.find(space, known.data)
    return group?.place.channel === channel ? group : undefined
  }

  return {
    /** A group's calendar. From then on its events are kept the same for everyone who has them. */
    calendarOf: async (group: Group): Promise<CalendarFacts> => read(await publish(group)),

    /** @returns as `findIn`. */
    async calendarIn(place: Place, id: string): Promise<CalendarFacts | undefined> {
      const group = await findIn(place, id)
      return group && read(group)
    },

    /** The last sessions of a group that were held with a poll, newest first. @returns as `findIn`. */
    async heldIn(
      place: Place,
      id: string,
    ): Promise<{ readonly name: string; readonly sessions: readonly HeldSession[] } | undefined> {
      const group = await findIn(place, id)
      if (group === undefined) return undefined
      const { linkTo } = portFor(place.platform)
      const held = (await store.history(group.id))
        .filter(({ end }) => end === 'read')
        .toReversed()
        .flatMap(({ session: { id, poll, recap }, at }) =>
          poll === undefined ? [] : [{ id, poll, recap, at }],
        )
        .slice(0, maxHeld)
      const sessions = held.map(async ({ recap, ...one }) => ({
        ...one,
        link: recap && (await linkTo?.(recap).catch(() => undefined)),
      }))
      return { name: group.name, sessions: await Promise.all(sessions) }
    },
  }
}
