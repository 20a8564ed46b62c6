import { Temporal } from 'temporal-polyfill'
import { type DayContext, resolveDay } from './resolve-day.ts'
import { isRefused } from './words/refused.ts'
import { scan } from './words/scan.ts'
import { takeDayBeforeWeekday } from './words/written-day.ts'

/** No day is relative to it: each has its year. */
const anyDay: DayContext = { today: Temporal.PlainDate.from('2000-01-01'), isAhead: () => true }

/**
 * Reads one day with its year, in the past or not: `2026-03-01`, `1 Mar 2026`, `Sun 1.3.2026`; docs/times.md. An exact
 * moment is read as its day in UTC.
 *
 * @returns the date as `2026-03-01`; `undefined` for anything else, and for `03/04/2026`, which may be two days.
 */
export function readFullDate(text: string): string | undefined {
  const scanned = scan(text, 'UTC')
  if (isRefused(scanned)) return undefined
  const parts = scanned.found.map(({ part }) => part)
  const [first, second] = parts
  if (first?.kind === 'instant' && second === undefined) return first.at.slice(0, 10)
  const taken = takeDayBeforeWeekday(parts, 0)
  if (taken === undefined || taken.count < parts.length || taken.written.shift !== undefined) return undefined
  const { day, weekday } = taken.written
  if ((day.on !== 'date' && day.on !== 'either') || day.year === undefined) return undefined
  const date = resolveDay(day, anyDay, weekday)
  return isRefused(date) ? undefined : date.toString()
}
