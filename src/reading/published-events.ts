import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Kind } from '../store/record.ts'
import { instantOf } from '../time/local-time.ts'
import { type Entry, entryOf, type Group, type Past, type Session, SessionId } from './group.ts'
import { upcomingSessions } from './plan.ts'
import { sessionMs } from './session-length.ts'
import { whereOf } from './where.ts'

const Moment = z.int()

const PublishedEvent = z
  .object({
    /** Stays the same for good. */
    uid: z.string(),
    /** The local date of its session, or a date and time if the session is an extra one. */
    date: z.string(),
    /** Absent as long as the session has no record. */
    session: SessionId.optional(),
    start: Moment,
    end: Moment,
    state: z.enum(['planned', 'cancelled']),
    sequence: z.int(),
    changedAt: Moment,
    /** Of all that the event shows: it has a higher sequence number once that changes. */
    digest: z.string(),
  })
  .readonly()
export type PublishedEvent = z.infer<typeof PublishedEvent>

const PublishedCalendar = z.object({ v: z.literal(1), events: z.array(PublishedEvent) }).readonly()
/** The events of a group that calendars may have. Times in ms since 1970. */
export type PublishedCalendar = z.infer<typeof PublishedCalendar>

/** By space and group. */
export const publishedCalendars: Kind<PublishedCalendar> = { name: 'calendar', schema: PublishedCalendar }

const dayMs = 86_400_000
const maxEvents = 100
/** How far ahead sessions without a record are published, and the maximum of them. */
const aheadMs = 60 * dayMs
const maxAhead = 12
/** How long events stay after their start. */
const keptMs = { planned: 60 * dayMs, cancelled: 30 * dayMs }

/** An event without its UID. */
interface Showing extends Pick<PublishedEvent, 'date' | 'start' | 'end' | 'state' | 'digest'> {
  readonly session?: SessionId
}

/** A change of a group, and the sessions that end with it. */
export interface GroupChange {
  readonly was: Group
  readonly group: Group
  readonly past: readonly Past[]
}

/**
 * The published events after a change of their group. A session that is moved keeps its event; one that is dropped is
 * cancelled there, and its event comes back with the session.
 */
export function publishEvents(
  before: readonly PublishedEvent[],
  { was, group, past }: GroupChange,
  now: number,
): readonly PublishedEvent[] {
  const showings = [
    ...group.sessions.map((one) => showSession(group, one)),
    ...showUpcoming(group, before, now),
  ]
  const moved = findMoved(was, group)
  const starts = new Set(showings.map(({ start }) => start))
  const gone = before.filter((event) => isAhead(event, now) && !starts.has(event.start))
  const taken = new Map<PublishedEvent, Showing>()
  const isFree = (event: PublishedEvent) => !taken.has(event)
  const findEvent = (showing: Showing): PublishedEvent | undefined =>
    before.find(({ session }) => session !== undefined && session === showing.session) ??
    before.filter(isFree).find((one) => one.session === undefined && one.start === showing.start) ??
    (moved === showing.start && gone.length === 1 ? gone[0] : undefined) ??
    before.filter(isFree).find((one) => one.state === 'cancelled' && dayOf(one) === dayOf(showing))
  const added: Showing[] = []
  for (const showing of showings) {
    const event = findEvent(showing)
    if (event === undefined) added.push(showing)
    else taken.set(event, showing)
  }
  const kept = before.map((event) => {
    const ended = past.find(({ session }) => session.id === event.session)
    const showing =
      taken.get(event) ?? (ended === undefined ? cancelDropped(event, group, now) : showPast(group, ended))
    return showing === undefined ? event : changeEvent(event, showing, now)
  })
  for (const showing of added) kept.push(addEvent(kept, group, showing, now))
  return kept
    .filter(({ start, state }) => start + keptMs[state] > now)
    .toSorted((a, b) => a.start - b.start)
    .slice(-maxEvents)
}

/** Whether its session is upcoming and has no record. */
const isAhead = ({ session, state, start }: PublishedEvent, now: number): boolean =>
  session === undefined && state === 'planned' && start > now

const dayOf = ({ date }: Pick<PublishedEvent, 'date'>): string => date.slice(0, 10)

function changeEvent(event: PublishedEvent, showing: Showing, now: number): PublishedEvent {
  const { start, end, state, digest, session } = showing
  const { session: _, ...rest } = event
  const known = { ...rest, ...(session !== undefined && { session }) }
  if (digest === event.digest) return known
  return { ...known, start, end, state, digest, sequence: event.sequence + 1, changedAt: now }
}

function addEvent(
  events: readonly PublishedEvent[],
  group: Group,
  showing: Showing,
  now: number,
): PublishedEvent {
  const uidOf = (count: number) =>
    `${showing.date.replace(/:/, '')}${count === 1 ? '' : `-${count}`}.${group.id}@cruxgrid`
  let count = 1
  while (events.some(({ uid }) => uid === uidOf(count))) count += 1
  return { uid: uidOf(count), ...showing, sequence: 0, changedAt: now }
}

/** The event of a session without a record that the schedule no longer has; `undefined` if it stays. */
function cancelDropped(event: PublishedEvent, group: Group, now: number): Showing | undefined {
  if (!isAhead(event, now)) return undefined
  const { date, start, end } = event
  return { date, start, end, state: 'cancelled', digest: digestOf([start, end, 'cancelled', group.name]) }
}

function showSession(group: Group, session: Session): Showing {
  const { id, start, date, announcement, opening } = session
  const end = start + sessionMs(group, session)
  const entry = entryOf(group, session)
  const message = (announcement ?? opening)?.id
  const shown = [
    start,
    end,
    'planned',
    group.name,
    paperOf(entry),
    entry?.why,
    whereOf(group, session),
    message,
  ]
  return {
    session: id,
    date: askedFor(group, { date, start }),
    start,
    end,
    state: 'planned',
    digest: digestOf(shown),
  }
}

/** An event that is over has neither where it was nor why its paper was nominated. */
function showPast(group: Group, { session, entry, end: how, why }: Past): Showing {
  const { id, start, date, announcement, opening } = session
  const end = start + sessionMs(group, session)
  const state = how === 'read' ? 'planned' : 'cancelled'
  const shown = [start, end, state, group.name, paperOf(entry), why, (announcement ?? opening)?.id]
  return { session: id, date, start, end, state, digest: digestOf(shown) }
}

/** Sessions that have no record yet. Those that are published already stay, however many come before them. */
function showUpcoming(group: Group, before: readonly PublishedEvent[], now: number): readonly Showing[] {
  return upcomingSessions(group, maxEvents)
    .filter(
      ({ start }, i) => (i < maxAhead && start < now + aheadMs) || before.some((one) => one.start === start),
    )
    .map((one) => {
      const { start } = one
      const end = start + sessionMs(group)
      const shown = [start, end, 'planned', group.name, undefined, undefined, group.where, undefined]
      return { date: askedFor(group, one), start, end, state: 'planned', digest: digestOf(shown) }
    })
}

/** The part of a paper that events show. */
const paperOf = (entry: Entry | undefined) =>
  entry && [entry.paper.title, entry.paper.authors, entry.paper.year, entry.paper.url]

const digestOf = (shown: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16)

/** The date that a session was asked for; of an extra one with its time. */
function askedFor(
  { schedule }: Group,
  { date, start }: { readonly date: string; readonly start: number },
): string {
  const extra = schedule?.extra?.find(
    (moment) => moment.startsWith(date) && startOf(moment, schedule.zone) === start,
  )
  return extra ?? date
}

const startOf = (moment: string, zone: string): number =>
  instantOf(Temporal.PlainDateTime.from(moment), zone).epochMilliseconds

/**
 * The new start of a session without a record that was moved: a move takes one regular date or one extra out of a
 * schedule and puts one extra in.
 */
function findMoved(was: Group, group: Group): number | undefined {
  const old: Dates = was.schedule ?? noSchedule
  const schedule: Dates = group.schedule ?? noSchedule
  const added = without(schedule.extra, old.extra)
  const removed = [...without(schedule.except, old.except), ...without(old.extra, schedule.extra)]
  const [to] = added
  return to === undefined || added.length > 1 || removed.length !== 1 ? undefined : startOf(to, schedule.zone)
}

type Dates = Pick<NonNullable<Group['schedule']>, 'zone' | 'extra' | 'except'>

const noSchedule: Dates = { zone: 'UTC' }

const without = (values: readonly string[] = [], others: readonly string[] = []): readonly string[] =>
  values.filter((value) => !others.includes(value))
