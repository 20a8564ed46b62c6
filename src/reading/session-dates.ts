import { Temporal } from 'temporal-polyfill'
import type { Person } from '../chat/caller.ts'
import type { Paper } from '../paper/paper.ts'
import { instantOf } from '../time/local-time.ts'
import { noSessionOn, sessionAlreadyBegun } from './errors.ts'
import type { Group } from './group.ts'
import type { UpcomingSession } from './plan.ts'
import { type DatedSession, datedSessions, type Schedule } from './schedule/schedule.ts'

const dayMs = 86_400_000
const maxDates = 60
const maxDatesInYear = 400
const maxNear = 3

const toUpcoming = ({ at, date }: DatedSession): UpcomingSession => ({ start: at.epochMilliseconds, date })

/** The sessions that a schedule has on a date, however far away it is. */
export function sessionsOn(schedule: Schedule, date: string): readonly UpcomingSession[] {
  const midnight = instantOf(Temporal.PlainDate.from(date).toPlainDateTime(), schedule.zone)
  // A session on a date that the zone skips is held on the next one, so one more may come first.
  const max = 2 + (schedule.extra?.length ?? 0)
  return datedSessions(schedule, midnight.subtract({ milliseconds: 1 }), max)
    .filter((one) => one.date === date)
    .map(toUpcoming)
}

/** The sessions of a date that have no record yet. */
export const computedSessionsOn = (
  { schedule, plannedUntil }: Pick<Group, 'schedule' | 'plannedUntil'>,
  date: string,
): readonly UpcomingSession[] =>
  schedule === undefined ? [] : sessionsOn(schedule, date).filter(({ start }) => start > plannedUntil)

/**
 * Those of some dates that have no upcoming session.
 *
 * @param now In ms since 1970, as in all of these.
 * @throws UserError if one has a session that is open.
 */
export function datesWithoutSession(group: Group, dates: readonly string[], now: number): readonly string[] {
  const isOpen = (date: string) =>
    group.sessions.some((one) => one.date === date && one.openedAt !== undefined)
  const isUpcoming = (date: string) =>
    group.sessions.some((one) => one.date === date && one.openedAt === undefined) ||
    computedSessionsOn(group, date).length > 0
  const missing = dates.filter((date) => !isUpcoming(date))
  const open = missing.find(isOpen)
  if (open !== undefined) throw sessionAlreadyBegun(open, now)
  return missing
}

/** @throws UserError naming the dates without an upcoming session. */
export function requireSessions(group: Group, dates: readonly string[], now: number): void {
  const missing = datesWithoutSession(group, dates, now)
  if (missing.length > 0) throw sessionNotFoundOn(group, missing, now)
}

/** Local dates, both included, at most about a year apart. */
interface Span {
  readonly from: string
  readonly to: string
}

/** The dates in a span that have an upcoming session, ascending; its first date if none has. */
export function sessionDatesIn(group: Group, span: Span): readonly string[] {
  if (span.from === span.to) return [span.from]
  const dates = upcomingDatesIn(group, span)
  return dates.length === 0 ? [span.from] : dates
}

/** The dates in a span that have an upcoming session, ascending. */
export function upcomingDatesIn(group: Group, { from, to }: Span): readonly string[] {
  const { schedule, plannedUntil, sessions } = group
  const zone = schedule?.zone ?? 'UTC'
  const midnight = instantOf(Temporal.PlainDate.from(from).toPlainDateTime(), zone).epochMilliseconds
  const since = new Date(Math.max(plannedUntil, midnight - 1)).toISOString()
  const computed = schedule === undefined ? [] : datedSessions(schedule, since, maxDatesInYear)
  const prepared = sessions.filter(({ openedAt }) => openedAt === undefined)
  const dates = [...prepared, ...computed]
    .map(({ date }) => date)
    .filter((date) => date >= from && date <= to)
  return [...new Set(dates)].toSorted()
}

/** The error for dates without a session, which names the nearest that have one. */
export const sessionNotFoundOn = (group: Group, dates: readonly string[], now: number) =>
  noSessionOn(dates, findNearestDates(group, dates[0] ?? ''), now)

/** The dates nearest to `date` that have an upcoming session, ascending. */
export function findNearestDates(
  { schedule, plannedUntil, sessions }: Group,
  date: string,
): readonly string[] {
  const since = Math.max(plannedUntil, Date.parse(date) - maxDates * dayMs)
  const computed =
    schedule === undefined ? [] : datedSessions(schedule, new Date(since).toISOString(), maxDates + maxNear)
  const prepared = sessions.filter(({ openedAt }) => openedAt === undefined)
  const dates = new Set([...prepared, ...computed].map(({ date }) => date))
  const gap = (one: string) => Math.abs(Date.parse(one) - Date.parse(date))
  return [...dates]
    .toSorted((a, b) => gap(a) - gap(b))
    .slice(0, maxNear)
    .toSorted()
}

/** The schedule without one of its sessions, regular or not. */
export function withoutSession(schedule: Schedule, session: UpcomingSession): Schedule {
  const { date, start } = session
  const isRegular = sessionsOn({ ...schedule, extra: [] }, date).some((one) => one.start === start)
  return {
    ...withoutExtra(schedule, session),
    ...(isRegular && { except: [...new Set([...(schedule.except ?? []), date])].toSorted() }),
  }
}

/** The schedule without the extra at that time, if it has one. */
export function withoutExtra(schedule: Schedule, { date, start }: UpcomingSession): Schedule {
  const { extra, zone } = schedule
  if (extra === undefined) return schedule
  const isHeldThen = (moment: string) =>
    moment.startsWith(date) &&
    instantOf(Temporal.PlainDateTime.from(moment), zone).epochMilliseconds === start
  return { ...schedule, extra: extra.filter((moment) => !isHeldThen(moment)) }
}

/** The group with entries unpinned whose date has no session any more: they come first in the next one. */
export const withoutLostPins = (group: Group): Group => ({
  ...group,
  entries: group.entries.map((entry) => {
    const { pinned, ...rest } = entry
    const isLost =
      pinned !== undefined &&
      !group.sessions.some(({ date }) => date === pinned.date) &&
      computedSessionsOn(group, pinned.date).length === 0
    return isLost ? { ...rest, isNext: true, carriedFrom: pinned.date } : entry
  }),
})

/** A paper that was pinned to a date which has no session any more. */
export interface LostPin {
  readonly paper: Paper
  readonly date: string
  /** The person who pinned it. */
  readonly by: Person
}

/** The pins that a change has removed; those of people who were erased are left out. */
export const findLostPins = (before: Group, after: Group): readonly LostPin[] =>
  before.entries.flatMap(({ paper, pinned }) => {
    const { pinned: newPin, isNext } = after.entries.find((entry) => entry.paper.id === paper.id) ?? {}
    if (pinned?.by === undefined || newPin !== undefined || isNext !== true) return []
    return [{ paper, date: pinned.date, by: pinned.by }]
  })
