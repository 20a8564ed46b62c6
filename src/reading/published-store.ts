import type { TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import type { Group } from './group.ts'
import {
  type GroupChange,
  type PublishedCalendar,
  type PublishedEvent,
  publishEvents,
  publishedCalendars,
} from './published-events.ts'

/** The events that calendars may have of a group. */
export async function readPublished(
  store: Store,
  { id, place }: Pick<Group, 'id' | 'place'>,
): Promise<readonly PublishedEvent[]> {
  return (await store.collection(publishedCalendars, place.space).get(id))?.events ?? []
}

/** The record of a group's published events after a change, to be stored with the group; none if no calendar has them. */
export async function publishedAfter(
  store: Store,
  change: GroupChange,
  now: number,
): Promise<readonly { readonly key: TypedKey<PublishedCalendar>; readonly calendar: PublishedCalendar }[]> {
  const { group } = change
  if (group.isPublished !== true) return []
  const events = publishEvents(await readPublished(store, group), change, now)
  const key = { kind: publishedCalendars, scope: group.place.space, id: group.id }
  return [{ key, calendar: { v: 1, events: [...events] } }]
}
