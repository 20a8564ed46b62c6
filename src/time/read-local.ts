import { Temporal } from 'temporal-polyfill'
import { instantOf } from './local-time.ts'
import {
  type ClockContext,
  isNumberBesideTime,
  type Minutes,
  resolveClock,
  resolveRange,
  writeMinutes,
} from './resolve-clock.ts'
import { resolveDay } from './resolve-day.ts'
import type { Day, DaypartName, Span } from './words/part.ts'
import { collect, isRefused, type Refused, refuse } from './words/refused.ts'
import type { Statement } from './words/statement.ts'
import { dottedClock } from './words/time-range.ts'

export interface LocalContext {
  readonly now: Temporal.Instant
  /** The zone whose clocks are read. */
  readonly zone: string
}

export interface LocalMoment {
  readonly at: Temporal.Instant
  readonly minutes?: number
}

/** A day as written, with a weekday beside it to be checked. */
interface WrittenDay {
  readonly day: Day
  readonly weekday?: number
}

type Time =
  | { readonly kind: 'none' }
  /** Minutes after midnight of the day, above 1440 on the next one. */
  | { readonly kind: 'clock'; readonly minutes: Minutes; readonly length?: number }
  | { readonly kind: 'midnight' }
  | { readonly kind: 'daypart'; readonly daypart: DaypartName }

const endOfDay = 1439
const dayMinutes = 1440

/** Reads a day, a time of day, or both, in any order. */
export function readLocal(written: Statement, context: LocalContext): LocalMoment | Refused {
  const statement = readDotted(written, context)
  if (isRefused(statement)) return statement
  const day = readDay(statement, context)
  if (day !== undefined && isRefused(day)) return day
  const time = readClock(statement, day !== undefined)
  if (isRefused(time)) return time
  if (day === undefined && (time.kind === 'none' || statement.shift !== undefined))
    return refuse('unreadable')
  const date = day === undefined ? dateWithoutDay(time, context) : dateOf(day, time, statement.shift, context)
  return isRefused(date) ? date : toMoment(date, day, time, context)
}

const todayOf = ({ now, zone }: LocalContext): Temporal.PlainDate =>
  now.toZonedDateTimeISO(zone).toPlainDate()

function instantAt(date: Temporal.PlainDate, minutes: Minutes, zone: string): Temporal.Instant {
  const days = Math.floor(minutes / dayMinutes)
  const seconds = Math.round((minutes - days * dayMinutes) * 60)
  const time = new Temporal.PlainTime().add({ seconds })
  return instantOf(date.add({ days }).toPlainDateTime(time), zone)
}

const isAfter = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) > 0

/** `1.12` is a date beside a time, a time beside a day, and a question alone. */
function readDotted(statement: Statement, context: LocalContext): Statement | Refused {
  const [dotted, ...others] = statement.dotted
  if (dotted === undefined) return statement
  if (others.length > 0) return refuse('unreadable')
  const clock = dottedClock(dotted)
  const isMonth = dotted.second >= 1 && dotted.second <= 12
  const day: Day | undefined = isMonth ? { on: 'date', month: dotted.second, day: dotted.first } : undefined
  const { start, end } = dotted
  const asTime = clock && {
    ...statement,
    dotted: [],
    clocks: [...statement.clocks, { ...clock, start, end }],
  }
  const asDate = day && {
    ...statement,
    dotted: [],
    days: [...statement.days, { kind: 'day' as const, day, start, end }],
  }
  const hasTime = statement.clocks.length + statement.ranges.length + statement.marks.length > 0
  // "2.5" alone may be a number of something.
  if (!dotted.hasMinute && !hasTime) return refuse('unreadable')
  if (asTime === undefined || asDate === undefined) return asTime ?? asDate ?? refuse('no-such-time')
  if (hasTime) return asDate
  const date = choiceOf(readDay(asDate, context), context)
  // "fri 17.30" is a time; "fri 4.12" may be the Friday of that date.
  if (date === undefined) return asTime
  return refuse('ambiguous', [date, writeMinutes(dotted.first * 60 + dotted.second)])
}

/** The date that a day can be chosen as, also next year's of one that has just passed. */
function choiceOf(day: WrittenDay | Refused | undefined, context: LocalContext): string | undefined {
  if (day === undefined || isRefused(day)) return undefined
  const date = dateOf(day, { kind: 'none' }, undefined, context)
  if (!isRefused(date)) return date.toString()
  return date.refused === 'past' ? date.choices?.[0] : undefined
}

/** The written day; `undefined` without one, `ambiguous` with both dates for two different ones. */
function readDay(statement: Statement, context: LocalContext): WrittenDay | Refused | undefined {
  const plain = statement.days.filter(({ day }) => day.on === 'weekday' && day.weeks === 0)
  const weekday = plain.find(({ day }) => day.on === 'weekday')
  const ordinals = statement.ordinals.map(({ value, start }) => ({
    day: { on: 'day-of-month', day: value } as const,
    start,
  }))
  // "4th friday" is of some month; "friday the 4th" is a date.
  if (ordinals.some(({ start }) => plain.some((day) => day.start > start))) return refuse('unreadable')
  const others = [...statement.days.filter((day) => !plain.includes(day)), ...ordinals]
  const [first, second] = others.length > 0 ? others : plain
  if (first === undefined) return undefined
  const named = others.length > 0 && weekday?.day.on === 'weekday' ? { weekday: weekday.day.weekday } : {}
  if (second === undefined && (others.length === 0 || plain.length <= 1)) return { day: first.day, ...named }
  const all = [...others, ...plain].map(({ day }) => dateOf({ day }, { kind: 'none' }, undefined, context))
  const refused = all.find(isRefused)
  if (refused !== undefined) return refused
  const dates = [...new Set(all.map(String))].sort()
  return dates.length === 1 ? { day: first.day, ...named } : refuse('ambiguous', dates)
}

function readClock(statement: Statement, hasDay: boolean): Time | Refused {
  const { clocks, ranges, marks, days, length } = statement
  const isTonight = days.some(({ day }) => day.on === 'offset' && day.isTonight === true)
  const daypart = marks.flatMap((mark) => (mark.kind === 'daypart' ? [mark.name] : []))[0]
  const named = daypart ?? (isTonight ? 'tonight' : undefined)
  const context: ClockContext = { hasDay, ...(named !== undefined && { daypart: named }) }
  if (isNumberBesideTime(clocks, ranges.length)) return refuse('two-times')
  const times = collect<{ minutes: Minutes; length?: number }>([
    ...clocks.map((clock) => resolveClock(clock, context)),
    ...ranges.map(({ from, to }) => resolveRange(from, to, context)),
    ...marks.flatMap(({ kind }) => (kind === 'end-of-day' ? [{ minutes: endOfDay }] : [])),
  ])
  if (isRefused(times)) return times
  const [time, ...others] = times
  const isMidnight = marks.some(({ kind }) => kind === 'midnight')
  if (others.some(({ minutes, length }) => minutes !== time?.minutes || length !== time.length))
    return refuse('two-times')
  if (time === undefined) {
    if (length !== undefined) return refuse('unreadable')
    if (isMidnight) return { kind: 'midnight' }
    return daypart === undefined ? { kind: 'none' } : { kind: 'daypart', daypart }
  }
  if (isMidnight && time.minutes % dayMinutes !== 0) return refuse('two-times')
  if (length === undefined) return { kind: 'clock', ...time }
  const isLength = length.months === 0 && length.days === 0 && length.minutes >= 1
  if (!isLength || (time.length !== undefined && time.length !== length.minutes)) return refuse('unreadable')
  return { kind: 'clock', minutes: time.minutes, length: Math.round(length.minutes) }
}

/** The minutes that decide whether a date is still ahead. */
const minutesOf = (time: Time): Minutes => (time.kind === 'clock' ? time.minutes : endOfDay)

function dateWithoutDay(time: Time, context: LocalContext): Temporal.PlainDate {
  const today = todayOf(context)
  const minutes = time.kind === 'daypart' ? lastOf(time.daypart) : minutesOf(time)
  return isAfter(instantAt(today, minutes, context.zone), context.now) ? today : today.add({ days: 1 })
}

function dateOf(
  { day, weekday }: WrittenDay,
  time: Time,
  shift: Span | undefined,
  context: LocalContext,
): Temporal.PlainDate | Refused {
  const isAhead = (date: Temporal.PlainDate) =>
    isAfter(instantAt(date, minutesOf(time), context.zone), context.now)
  const date = resolveDay(day, { today: todayOf(context), isAhead }, weekday)
  if (isRefused(date) || shift === undefined) return date
  if (shift.minutes !== 0) return refuse('unreadable')
  return date.add({ months: shift.months, days: shift.days })
}

function toMoment(
  date: Temporal.PlainDate,
  day: WrittenDay | undefined,
  time: Time,
  context: LocalContext,
): LocalMoment | Refused {
  const { zone } = context
  switch (time.kind) {
    case 'none':
      return { at: instantAt(date, endOfDay, zone) }
    case 'clock':
      return {
        at: instantAt(date, time.minutes, zone),
        ...(time.length !== undefined && { minutes: Math.round(time.length) }),
      }
    case 'midnight':
      return readMidnight(date, day, context)
    case 'daypart': {
      const choices = daypartChoices(date, time.daypart, context)
      return refuse(choices.length === 0 ? 'past' : 'ambiguous', choices)
    }
  }
}

/** The midnight to come; of a later day it may be its first or its last. */
function readMidnight(
  date: Temporal.PlainDate,
  day: WrittenDay | undefined,
  context: LocalContext,
): LocalMoment | Refused {
  const start = instantAt(date, 0, context.zone)
  const end = { at: instantAt(date, dayMinutes, context.zone) }
  if (day === undefined || !isAfter(start, context.now)) return end
  return refuse('ambiguous', [`${date}T00:00`, `${date.add({ days: 1 })}T00:00`])
}

/** Two times that people mean by a part of a day, in minutes. */
const daypartTimes: Readonly<Record<DaypartName, readonly [Minutes, Minutes]>> = {
  morning: [540, 720],
  afternoon: [900, 1080],
  evening: [1080, 1260],
  night: [1260, endOfDay],
}

const lastOf = (daypart: DaypartName): Minutes => daypartTimes[daypart][1]

const daypartChoices = (
  date: Temporal.PlainDate,
  daypart: DaypartName,
  { now, zone }: LocalContext,
): string[] =>
  daypartTimes[daypart]
    .filter((minutes) => isAfter(instantAt(date, minutes, zone), now))
    .map((minutes) => `${date}T${writeMinutes(minutes)}`)
