import { Temporal } from 'temporal-polyfill'
import { instantOf } from '../../time/local-time.ts'
import type { ReadContext } from '../../time/read-time.ts'
import {
  isNumberBesideTime,
  type Minutes,
  resolveClock,
  resolveRange,
  writeMinutes,
} from '../../time/resolve-clock.ts'
import { resolveSpan, resolveUntil } from '../../time/resolve-span.ts'
import { resolveZone } from '../../time/resolve-zone.ts'
import { collect, isRefused, type Refused, refuse } from '../../time/words/refused.ts'
import { scan } from '../../time/words/scan.ts'
import { type Rule, type Weekday, weekdays } from './rule.ts'
import { toRuleDays } from './rule-days.ts'
import { type RuleParts, toRuleParts } from './rule-parts.ts'

export interface ReadRule {
  readonly zone: string
  readonly time: string
  readonly rule: Rule
  /** The length of a session, if it is written. */
  readonly minutes?: number
  /** The last date that can be a session. */
  readonly until?: string
  /** Letters that were read as a place's clock: `EST`. */
  readonly said?: string
}

const maxAheadDays = 366

/**
 * Reads a weekly or monthly rule: `every 2 weeks wed 17:00 Europe/Berlin from 2026-12-02`, `tue and thu 6:30 pm`,
 * `1st,3rd thu 18:00`, `last wed 5pm to 6pm until 31 Mar`; docs/times.md. Its parts come in any order; what has two
 * meanings is not guessed. Pure: the clock is not read.
 *
 * @returns the zone spelt as in the zone data; the weekdays in the order of the week. A weekly rule without a start
 * begins on the first such day ahead.
 */
export function readRule(text: string, { now, zone }: ReadContext): ReadRule | Refused {
  const scanned = scan(text, zone)
  if (isRefused(scanned)) return scanned
  const parts = toRuleParts(scanned.found)
  if (isRefused(parts)) return parts
  const named = resolveZone(parts.zones, zone)
  if (isRefused(named)) return named
  if (named.use === 'offset') return refuse('zone-offset')
  const days = toRuleDays(parts)
  if (isRefused(days)) return days
  const time = readTimeOfRule(parts)
  if (isRefused(time)) return time
  const since = Temporal.Instant.from(now).toZonedDateTimeISO(named.zone)
  const dates = readPeriod(parts, since.toPlainDate())
  if (isRefused(dates)) return dates
  const rule: Rule =
    'monthly' in days
      ? { ...days, ...(dates.from !== undefined && { from: dates.from }) }
      : { ...days, from: dates.from ?? firstAhead(days.on, time.time, since) }
  if (dates.until !== undefined && rule.from !== undefined && dates.until < rule.from)
    return refuse('backwards')
  return {
    zone: named.zone,
    time: time.time,
    rule,
    ...(time.minutes !== undefined && { minutes: time.minutes }),
    ...(dates.until !== undefined && { until: dates.until }),
    ...(named.letters !== undefined && { said: named.letters }),
  }
}

function readTimeOfRule({
  clocks,
  ranges,
  daypart,
  hasMidnight,
  length,
}: RuleParts): { time: string; minutes?: number } | Refused {
  const context = { hasDay: true, ...(daypart !== undefined && { daypart }) }
  if (isNumberBesideTime(clocks, ranges.length)) return refuse('two-times')
  const times = collect<{ minutes: Minutes; length?: number }>([
    ...clocks.map((clock) => resolveClock(clock, context)),
    ...ranges.map(({ from, to }) => resolveRange(from, to, context)),
  ])
  if (isRefused(times)) return times
  const [time, ...others] = times
  // Of which day the midnight is, is open; so is what "evening" means.
  if (time === undefined) return refuse(hasMidnight || daypart !== undefined ? 'ambiguous' : 'no-time')
  if (others.some(({ minutes }) => minutes !== time.minutes) || hasMidnight) return refuse('two-times')
  if (time.minutes >= dayMinutes) return refuse('no-such-time')
  const lengths = times.flatMap(({ length = [] }) => length)
  if (length !== undefined) {
    if (length.months !== 0 || length.days !== 0 || length.minutes < 1) return refuse('unreadable')
    lengths.push(length.minutes)
  }
  if (new Set(lengths).size > 1) return refuse('unreadable')
  const [minutes] = lengths
  return { time: writeMinutes(time.minutes), ...(minutes !== undefined && { minutes: Math.round(minutes) }) }
}

const dayMinutes = 1440

function readPeriod(
  { from, until }: RuleParts,
  today: Temporal.PlainDate,
): { from?: string; until?: string } | Refused {
  const start = from && resolveSpan(from, today)
  if (start !== undefined && isRefused(start)) return start
  if (start !== undefined && today.until(start.from).days > maxAheadDays) return refuse('too-far')
  const end = until && resolveUntil(until, today, start?.from)
  if (end !== undefined && isRefused(end)) return end
  if (end !== undefined && Temporal.PlainDate.compare(end, today) < 0) return refuse('past')
  return {
    ...(start !== undefined && { from: start.from.toString() }),
    ...(end !== undefined && { until: end.toString() }),
  }
}

/** The first date on one of the weekdays at which the time is in the future. */
function firstAhead(on: readonly Weekday[], time: string, since: Temporal.ZonedDateTime): string {
  const today = since.toPlainDate()
  const dates = Array.from({ length: 8 }, (_, days) => today.add({ days }))
  const first = dates.find((date) => {
    const at = instantOf(date.toPlainDateTime(Temporal.PlainTime.from(time)), since.timeZoneId)
    const weekday = weekdays[date.dayOfWeek - 1]
    return (
      weekday !== undefined && on.includes(weekday) && Temporal.Instant.compare(at, since.toInstant()) > 0
    )
  })
  if (first === undefined) throw new Error('A weekday is among eight days')
  return first.toString()
}
