import { Temporal } from 'temporal-polyfill'
import { timePassed, timeTooFar, unreadableTime } from './errors.ts'

const unitsMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const maxAheadMs = 366 * 86_400_000

/**
 * Reads a future time as people write it: `30m`, `24h`, `3d`, `2w`, `fri 17:00`, `17:00`, `tomorrow 9:30`,
 * `2026-12-01 17:00`, `2026-12-01`. A day without a time means its last minute. A local time that the clocks skip moves
 * forward by the gap; one that happens twice is the first of the two.
 *
 * @param zone IANA time zone of local times.
 * @param now In ms since 1970.
 * @returns ms since 1970, after `now` and within a year.
 * @throws UserError if the time can't be read, has passed, or is more than a year away.
 */
export function readTime(text: string, zone: string, now: number): number {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ')
  const at = readSpan(words, now) ?? readLocal(words, zone, now)
  if (at === undefined) throw unreadableTime()
  if (at <= now) throw timePassed()
  if (at - now > maxAheadMs) throw timeTooFar()
  return at
}

function readSpan(words: string, now: number): number | undefined {
  const match = /^(?:in )?(\d{1,4}) ?(m|h|d|w)(?:in|ins|inutes?|ours?|rs?|ays?|eeks?)?$/.exec(words)
  if (match?.[1] === undefined || match[2] === undefined) return undefined
  return now + Number(match[1]) * (unitsMs[match[2]] ?? Number.NaN)
}

function readLocal(words: string, zone: string, now: number): number | undefined {
  const match = /^(?:(.+?)[ t])??(?:(\d{1,2})[:.](\d{2}))?$/.exec(words) ?? undefined
  const day = match?.[1] ?? (match?.[2] === undefined ? words : undefined)
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  const time = readTimeOfDay(match?.[2], match?.[3])
  if (time === undefined) return undefined
  if (day === undefined) {
    const today = toEpochMs(here.toPlainDate(), time, zone)
    return today > now ? today : toEpochMs(here.toPlainDate().add({ days: 1 }), time, zone)
  }
  const date = readDay(day, here.toPlainDate())
  if (date === undefined) return undefined
  const at = toEpochMs(date, time, zone)
  const isWeekday = weekdays.includes(day.slice(0, 3)) && !/\d/.test(day)
  return isWeekday && at <= now ? toEpochMs(date.add({ days: 7 }), time, zone) : at
}

function readTimeOfDay(hour: string | undefined, minute: string | undefined): Temporal.PlainTime | undefined {
  if (hour === undefined || minute === undefined) return new Temporal.PlainTime(23, 59)
  if (Number(hour) > 23 || Number(minute) > 59) return undefined
  return new Temporal.PlainTime(Number(hour), Number(minute))
}

function readDay(word: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (word === 'today') return today
  if (word === 'tomorrow') return today.add({ days: 1 })
  const weekday = /^(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?$/.exec(word)?.[1]
  if (weekday !== undefined) return today.add({ days: (weekdays.indexOf(weekday) + 8 - today.dayOfWeek) % 7 })
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(word)
  if (match === null) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const last = month >= 1 && month <= 12 ? Temporal.PlainYearMonth.from({ year, month }).daysInMonth : 0
  return day >= 1 && day <= last ? Temporal.PlainDate.from({ year, month, day }) : undefined
}

function toEpochMs(date: Temporal.PlainDate, time: Temporal.PlainTime, zone: string): number {
  return date.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
}

/** A time as the value of a form's field, which {@link readTime} reads: `2026-12-01 17:00`. */
export function writeTime(at: number, zone: string): string {
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return `${here.toPlainDate().toString()} ${here.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

/** Whether this machine's zone data has that name. */
export function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}

/** The format of dates in a channel: BCP 47 language and IANA time zone. */
export interface DateFormat {
  readonly language: string
  readonly zone: string
}

/** "Friday 27 November at 17:00 GMT+1", for places where a platform can't show each reader's own time. */
export function formatTime(at: number, { language, zone }: DateFormat): string {
  const options = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  return new Intl.DateTimeFormat(language, { ...options, timeZone: zone, timeZoneName: 'short' }).format(at)
}

/** "Wednesday 9 December", from a date such as 2026-12-09. */
export const formatDate = (date: string, language = 'en-GB'): string =>
  new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${date}T12:00:00Z`))

/** Today's date in a zone, such as 2026-12-09. */
export const todayIn = (zone: string, now: number): string =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString()
