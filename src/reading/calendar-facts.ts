import type { Place } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import type { CalendarEvent, CalendarFacts } from './calendar.ts'
import { entryOf, type Group, type Past } from './group.ts'
import type { PublishedEvent } from './published-events.ts'
import { type Where, whereOf } from './where.ts'

/** How platforms name and address what events mention. Both may reject. */
export interface EventLinks {
  readonly linkTo: (message: Message) => Promise<string | undefined>
  readonly channelNameOf: (place: Place) => Promise<string | undefined>
}

interface Source {
  readonly group: Group
  readonly events: readonly PublishedEvent[]
  /** The group's sessions that are over. */
  readonly past: readonly Past[]
}

/** A group's published events with what they show at present. */
export async function readCalendarFacts(source: Source, links: EventLinks): Promise<CalendarFacts> {
  const events = await Promise.all(source.events.map((event) => readEvent(source, event, links)))
  return { name: source.group.name, events }
}

async function readEvent(
  { group, past }: Source,
  { uid, sequence, changedAt, start, end, state, session: id }: PublishedEvent,
  { linkTo, channelNameOf }: EventLinks,
): Promise<CalendarEvent> {
  const session = group.sessions.find((one) => one.id === id)
  const ended = session === undefined ? past.find((one) => one.session.id === id) : undefined
  const entry = session === undefined ? ended?.entry : entryOf(group, session)
  const { announcement, opening } = session ?? ended?.session ?? {}
  const message = announcement ?? opening
  const link = message && (await linkTo(message).catch(() => undefined))
  const where = ended === undefined && state === 'planned' ? whereOf(group, session) : undefined
  const why = ended === undefined ? entry?.why : undefined
  return {
    ...{ uid, sequence, state },
    changedAt: toTime(changedAt),
    start: toTime(start),
    end: toTime(end),
    ...(state === 'cancelled' && ended?.why !== undefined && { reason: ended.why }),
    ...(entry !== undefined && { paper: toEventPaper(entry.paper) }),
    ...(why !== undefined && { why }),
    ...(where !== undefined && { where: await toEventWhere(where, group.place, channelNameOf) }),
    ...(link !== undefined && { message: link }),
  }
}

const toTime = (at: number): string => new Date(at).toISOString()

const toEventPaper = ({ title, authors, year, url }: NonNullable<Past['entry']>['paper']) => ({
  title,
  authors,
  ...(year !== undefined && { year }),
  ...(url !== undefined && { url }),
})

async function toEventWhere(
  { text, channel, link, isGone }: Where,
  { platform, space }: Place,
  channelNameOf: EventLinks['channelNameOf'],
): Promise<NonNullable<CalendarEvent['where']>> {
  const name =
    isGone !== true && channel && (await channelNameOf({ platform, space, channel }).catch(() => undefined))
  return {
    ...(text !== undefined && { text }),
    ...(name && { channel: `#${name}` }),
    ...(link !== undefined && { link }),
  }
}
