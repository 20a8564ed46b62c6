import type { Place } from '../chat/caller.ts'
import type { ChatPort } from '../chat/port.ts'
import type { CalendarFacts } from '../reading/calendar.ts'
import { readCalendarFacts } from '../reading/calendar-facts.ts'
import { type Group, GroupId } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import { readPublished } from '../reading/published-store.ts'
import type { Store } from '../store/store.ts'

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

  return {
    /** A group's calendar. From then on its events are kept the same for everyone who has them. */
    calendarOf: async (group: Group): Promise<CalendarFacts> => read(await publish(group)),

    /** @returns `undefined` unless a conversation has such a group, and the bot is there. */
    async calendarIn({ platform, space, channel }: Place, id: string): Promise<CalendarFacts | undefined> {
      const known = GroupId.safeParse(id)
      if (!known.success || portFor(platform).isAway?.(space) === true) return undefined
      const group = await store.find(space, known.data)
      return group?.place.channel === channel ? read(group) : undefined
    },
  }
}
