import { Temporal } from 'temporal-polyfill'
import type { Day } from './words/part.ts'
import { isRefused, type Refused, refuse } from './words/refused.ts'

/** A day must have passed by less to be refused as past instead of being read as next year's. */
const justPassedDays = 60
const maxAheadDays = 366

type Date = Temporal.PlainDate

export interface DayContext {
  readonly today: Date
  /** Whether that date is in the future, at the time that is written or at its end. */
  readonly isAhead: (date: Date) => boolean
}

const isBefore = (a: Date, b: Date): boolean => Temporal.PlainDate.compare(a, b) < 0
const mondayOf = (date: Date): Date => date.subtract({ days: date.dayOfWeek - 1 })
const lastOf = (month: Date): Date => month.with({ day: month.daysInMonth })

/**
 * The one date that a day stands for.
 *
 * @param weekday The weekday that was written beside it: 1 is Monday.
 * @returns `ambiguous` with the dates if there are two, `mismatch` if the weekday is another one.
 */
export function resolveDay(day: Day, context: DayContext, weekday?: number): Date | Refused {
  const resolved = resolveCandidates(day, context)
  if (isRefused(resolved)) return resolved
  const dates = resolved.filter((date, index) => resolved.findIndex((other) => other.equals(date)) === index)
  const matching = weekday === undefined ? dates : dates.filter((date) => date.dayOfWeek === weekday)
  const [date, second] = matching
  if (date !== undefined && second === undefined) return date
  if (date !== undefined) return refuse('ambiguous', matching.map(String))
  const [named] = dates
  return named === undefined || weekday === undefined
    ? refuse('unreadable')
    : refuse('mismatch', besideWeekday(named, weekday, context))
}

function resolveCandidates(day: Day, context: DayContext): readonly Date[] | Refused {
  const { today } = context
  switch (day.on) {
    case 'offset':
      return [today.add({ days: day.days })]
    case 'weekday':
      return resolveWeekday(day, context)
    case 'weekday-of-week':
      return [mondayOf(today).add({ days: 7 * day.weeks + day.weekday - 1 })]
    case 'date':
      return resolveDate(day, context)
    case 'either':
      return resolveEither(day, context)
    case 'day-of-month':
      return resolveDayOfMonth(day.day, context)
    case 'weekend':
      return resolveWeekend(day.which, today)
    case 'period':
      return resolvePeriodEnd(day, context)
    case 'month':
      return day.isEnd ? [lastOf(monthOf(day, today))] : refuse('unreadable')
  }
}

function resolveWeekday(
  { weekday, which, weeks }: Extract<Day, { on: 'weekday' }>,
  { today, isAhead }: DayContext,
): readonly Date[] {
  const coming = today.add({ days: (weekday + 7 - today.dayOfWeek) % 7 })
  if (which === undefined) {
    const next = isAhead(coming) ? coming : coming.add({ days: 7 })
    return [next.add({ days: 7 * weeks })]
  }
  const nextToCome = coming.equals(today) ? coming.add({ days: 7 }) : coming
  return [nextToCome, mondayOf(today).add({ days: 6 + weekday })]
}

/** Without a year: the next one, unless it has just passed. */
function resolveDate(
  { year, month, day }: { readonly year?: number; readonly month: number; readonly day: number },
  { today, isAhead }: DayContext,
): readonly Date[] | Refused {
  if (year !== undefined) {
    const date = dateOf(year, month, day)
    return date === undefined ? refuse('no-such-date') : [date]
  }
  const passed = [0, -1]
    .map((years) => dateOf(today.year + years, month, day))
    .find((date) => date !== undefined && !isAhead(date))
  const next = [0, 1]
    .map((years) => dateOf(today.year + years, month, day))
    .find((date) => date === undefined || isAhead(date))
  if (next === undefined) return refuse('no-such-date')
  if (passed === undefined || passed.until(today).days > justPassedDays) return [next]
  return refuse('past', today.until(next).days <= maxAheadDays ? [next.toString()] : [])
}

/** Both readings, day first before month first; one that has passed is next year's. */
function resolveEither(
  { year, first, second }: Extract<Day, { on: 'either' }>,
  context: DayContext,
): readonly Date[] | Refused {
  const readings = [
    { month: second, day: first },
    { month: first, day: second },
  ].map((reading) => resolveDate({ ...reading, ...(year !== undefined && { year }) }, context))
  const refused = readings.filter(isRefused)
  if (refused.length === readings.length) return refused[0] ?? []
  return readings.flatMap((reading) =>
    isRefused(reading) ? (reading.choices ?? []).map((date) => Temporal.PlainDate.from(date)) : reading,
  )
}

function resolveDayOfMonth(day: number, { today, isAhead }: DayContext): readonly Date[] | Refused {
  for (
    let month = today.with({ day: 1 }), tries = 0;
    tries < 13;
    month = month.add({ months: 1 }), tries += 1
  ) {
    const date = dateOf(month.year, month.month, day)
    if (date !== undefined && isAhead(date)) return [date]
  }
  return refuse('no-such-date')
}

function resolveWeekend(which: 'next' | undefined, today: Date): readonly Date[] {
  const sunday = today.add({ days: 7 - today.dayOfWeek })
  if (which === undefined) return [sunday]
  const later = sunday.add({ days: 7 })
  return today.dayOfWeek >= 6 ? [later] : [sunday, later]
}

/** The end of a week is its Friday or its Sunday; "next week" is its end, or in a week. */
function resolvePeriodEnd(
  { of, ahead, isEnd }: Extract<Day, { on: 'period' }>,
  { today, isAhead }: DayContext,
): readonly Date[] | Refused {
  if (of === 'week') {
    const sunday = today.add({ days: 7 - today.dayOfWeek + 7 * ahead })
    if (ahead === 1 && !isEnd) return [today.add({ days: 7 }), sunday]
    return [sunday.subtract({ days: 2 }), sunday].filter(isAhead)
  }
  const unit = of === 'month' ? { months: ahead } : { years: ahead }
  const end =
    of === 'month' ? lastOf(today.with({ day: 1 }).add(unit)) : lastOf(today.with({ month: 12 }).add(unit))
  if (isEnd) return [end]
  return ahead === 1 && of === 'month' ? [today.add(unit), end] : refuse('unreadable')
}

/** The first of a month by name: the next one that has not ended. */
export function monthOf(
  { month, year }: { readonly month: number; readonly year?: number },
  today: Date,
): Date {
  const first = Temporal.PlainDate.from({ year: year ?? today.year, month, day: 1 })
  return year === undefined && isBefore(lastOf(first), today) ? first.add({ years: 1 }) : first
}

function dateOf(year: number, month: number, day: number): Date | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

/** A date, and the nearest one on the weekday that was written, the earlier one first. */
function besideWeekday(date: Date, weekday: number, { isAhead }: DayContext): readonly string[] {
  const ahead = (weekday + 7 - date.dayOfWeek) % 7
  const near = date.add({ days: ahead > 3 ? ahead - 7 : ahead })
  const other = isAhead(near) ? near : near.add({ days: 7 })
  return [date, other].sort(Temporal.PlainDate.compare).map(String)
}
