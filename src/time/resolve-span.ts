import { Temporal } from 'temporal-polyfill'
import { monthOf, resolveDay } from './resolve-day.ts'
import type { Day } from './words/part.ts'
import { isRefused, type Refused, refuse } from './words/refused.ts'
import type { WrittenDay } from './words/written-day.ts'

type Date = Temporal.PlainDate

/** Local dates, both included. */
export interface Dates {
  readonly from: Date
  readonly to: Date
}

/**
 * All dates that a written day stands for: one, or those of a week, a month or a year, from today on.
 *
 * @param after A weekday or a day of the month is the next one after it, if given.
 */
export function resolveSpan(written: WrittenDay, today: Date, after?: Date): Dates | Refused {
  const { day, weekday, shift } = written
  const whole = wholePeriod(day, today)
  if (whole !== undefined) return shift === undefined ? fromToday(whole, today) : refuse('unreadable')
  const isRelative = after !== undefined && (day.on === 'weekday' || day.on === 'day-of-month')
  const base = isRelative ? after.add({ days: 1 }) : today
  const isAhead = (date: Date) => Temporal.PlainDate.compare(date, base) >= 0
  const date = resolveDay(day, { today: base, isAhead }, weekday)
  if (isRefused(date)) return date
  const shifted = shift === undefined ? date : date.add({ months: shift.months, days: shift.days })
  return { from: shifted, to: shifted }
}

function wholePeriod(day: Day, today: Date): Dates | undefined {
  if (day.on === 'month' && !day.isEnd) {
    const from = monthOf(day, today)
    return { from, to: from.with({ day: from.daysInMonth }) }
  }
  if (day.on !== 'period' || day.isEnd) return undefined
  const { of, ahead } = day
  if (of === 'week') {
    const from = today.add({ days: 1 - today.dayOfWeek + 7 * ahead })
    return { from, to: from.add({ days: 6 }) }
  }
  if (of === 'month') {
    const from = today.with({ day: 1 }).add({ months: ahead })
    return { from, to: from.with({ day: from.daysInMonth }) }
  }
  const from = today.with({ month: 1, day: 1 }).add({ years: ahead })
  return { from, to: from.with({ month: 12, day: 31 }) }
}

const fromToday = ({ from, to }: Dates, today: Date): Dates => ({
  from:
    Temporal.PlainDate.compare(from, today) < 0 && Temporal.PlainDate.compare(to, today) >= 0 ? today : from,
  to,
})

/**
 * The last date of what lasts until a written day. Until a week or a month may mean without it or with it.
 */
export function resolveUntil(written: WrittenDay, today: Date, after?: Date): Date | Refused {
  const span = resolveSpan(written, today, after)
  if (isRefused(span)) return span
  if (span.from.equals(span.to)) return span.to
  return refuse('ambiguous', [span.from.subtract({ days: 1 }).toString(), span.to.toString()])
}
