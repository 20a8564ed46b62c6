import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { instantOf, LocalDate, LocalDateTime, LocalTime, Zone } from '../../time/local-time.ts'
import { datesOf, Rule, StoredRule } from './rule.ts'

const fields = {
  /** IANA name. Every date and time below is local to it. */
  zone: Zone,
  /** The start of each regular session. */
  time: LocalTime,
  /** Without it there are only the extras. */
  rule: Rule.optional(),
  /** The last date that can be a regular session. */
  until: LocalDate.optional(),
  /** The length of a session. */
  minutes: z.int().min(1).max(1440).optional(),
  /** Drops the regular sessions of these dates; weeks are not renumbered. */
  except: z.array(LocalDate).readonly().optional(),
  /** More sessions. A moved one is `except` plus `extra`. */
  extra: z.array(LocalDateTime).readonly().optional(),
  /** Drops regular sessions and extras, both dates included; without `pausedTo` until resumed. */
  pausedFrom: LocalDate.optional(),
  pausedTo: LocalDate.optional(),
}

export const Schedule = z
  .strictObject(fields)
  .refine(
    ({ pausedFrom, pausedTo }) =>
      pausedTo === undefined || (pausedFrom !== undefined && pausedFrom <= pausedTo),
    { path: ['pausedTo'], error: 'The pause must end on or after the day it starts' },
  )
  .readonly()
/** When a group's sessions start, as data: docs/reading-groups.md, section 3. Parsing leaves it unchanged. */
export type Schedule = z.infer<typeof Schedule>

/** A schedule as stored: keys that a later version has added are left out. */
export const StoredSchedule = z.object({ ...fields, rule: StoredRule.optional() }).readonly()

/** A session as the schedule gives it. */
export interface DatedSession {
  readonly at: Temporal.Instant
  /** The local date before a gap in local time moves the session: the one that `except` and pauses refer to. */
  readonly date: string
}

/**
 * The starts of the upcoming sessions. Pure: the clock is not read.
 *
 * @param after An instant, or one as text with `Z` or an offset.
 * @returns instants strictly after `after`, ascending, equal ones once; fewer than `count` only if the schedule ends.
 */
export function nextSessions(
  schedule: Schedule,
  after: Temporal.Instant | string,
  count: number,
): readonly Temporal.Instant[] {
  return datedSessions(schedule, after, count).map(({ at }) => at)
}

/** As {@link nextSessions}, with their dates; if two dates give one instant, the earlier one. */
export function datedSessions(
  schedule: Schedule,
  after: Temporal.Instant | string,
  count: number,
): readonly DatedSession[] {
  const since = Temporal.Instant.from(after)
  const sessions = [...regularSessions(schedule, since, count), ...extraSessions(schedule, since)]
  return sessions
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at) || Temporal.PlainDate.compare(a.date, b.date))
    .filter(({ at }, index, all) => index === 0 || all[index - 1]?.at.equals(at) === false)
    .slice(0, count)
}

function regularSessions(schedule: Schedule, since: Temporal.Instant, count: number): DatedSession[] {
  const { zone } = schedule
  const time = Temporal.PlainTime.from(schedule.time)
  // No gap in local time is longer than a day, so a session of an earlier date can't be after `since`.
  const first = since.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 })
  const sessions: DatedSession[] = []
  for (const date of regularDates(schedule, first)) {
    if (sessions.length >= count) break
    const at = instantOf(date.toPlainDateTime(time), zone)
    // Later dates never give earlier instants, but a gap of a whole day makes two of them equal.
    if (Temporal.Instant.compare(at, sessions.at(-1)?.at ?? since) > 0)
      sessions.push({ at, date: date.toString() })
  }
  return sessions
}

function extraSessions(schedule: Schedule, since: Temporal.Instant): readonly DatedSession[] {
  const { zone, extra = [] } = schedule
  return extra
    .map((words) => Temporal.PlainDateTime.from(words))
    .filter((local) => !isPaused(schedule, local.toPlainDate()))
    .map((local) => ({ at: instantOf(local, zone), date: local.toPlainDate().toString() }))
    .filter(({ at }) => Temporal.Instant.compare(at, since) > 0)
}

/** Skips a pause in one step, since it may be years long, and ends at one without an end. */
function* regularDates(schedule: Schedule, first: Temporal.PlainDate): Generator<Temporal.PlainDate, void> {
  const { rule, until, except, pausedTo } = schedule
  if (rule === undefined) return
  const dropped = new Set(except)
  for (const date of datesOf(rule, first)) {
    if (until !== undefined && Temporal.PlainDate.compare(date, until) > 0) return
    if (isPaused(schedule, date)) {
      if (pausedTo !== undefined)
        yield* regularDates(schedule, Temporal.PlainDate.from(pausedTo).add({ days: 1 }))
      return
    }
    if (!dropped.has(date.toString())) yield date
  }
}

function isPaused({ pausedFrom, pausedTo }: Schedule, date: Temporal.PlainDate): boolean {
  if (pausedFrom === undefined || Temporal.PlainDate.compare(date, pausedFrom) < 0) return false
  return pausedTo === undefined || Temporal.PlainDate.compare(date, pausedTo) <= 0
}
