import { Temporal } from 'temporal-polyfill'

const isOffset = (zone: string): boolean => /^[+-]/.test(zone)

/** A zone by its place: "Berlin", "New York", "UTC", "UTC+02:00". */
export function placeOf(zone: string): string {
  if (isOffset(zone)) return `UTC${zone}`
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')
}

/** Made once: it costs more than a hundred uses of it. */
const dayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})

const fullDayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** "Fri 4 Dec", with the year if it isn't that of `now`. @param date `2026-12-04`. @param now In ms since 1970. */
export function writeDate(date: string, now: number): string {
  const day = Temporal.PlainDate.from(date)
  const words = dayFormat.format(new Date(`${date}T12:00:00Z`)).replace(',', '')
  return day.year === new Date(now).getUTCFullYear() ? words : `${words} ${day.year}`
}

const longDayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })

/** "4 December", of a date that is near. @param date `2026-12-04`. */
export const writeLongDate = (date: string): string => longDayFormat.format(new Date(`${date}T12:00:00Z`))

/** "28 Nov 2026", the day in UTC. @param at In ms since 1970. */
export const writeDay = (at: number): string => fullDayFormat.format(at)

/** "Fri 4 Dec, 17:00", from `2026-12-04T17:00`. */
export const writeLocal = (moment: string, now: number): string =>
  `${writeDate(moment.slice(0, 10), now)}, ${moment.slice(11, 16)}`

/** "Fri 4 Dec, 17:00", by the clock of a zone that is named elsewhere. @param at In ms since 1970. */
export function writeHere(at: number, zone: string, now: number): string {
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return writeLocal(here.toPlainDateTime().toString({ smallestUnit: 'minute' }), now)
}

/** "Fri 4 Dec, 17:00 (Berlin)". @param at In ms since 1970. */
export const writeMoment = (at: number, zone: string, now: number): string =>
  `${writeHere(at, zone, now)} (${placeOf(zone)})`

/** "17:00", by the clock of a zone. @param at In ms since 1970. */
export const writeClock = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' })

/** A time as the value of a form's field, which reads back as the same minute: `2026-12-04 17:00 Europe/Berlin`. */
export function writeTime(at: number, zone: string): string {
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const time = here.toPlainTime().toString({ smallestUnit: 'minute' })
  return `${here.toPlainDate().toString()} ${time} ${isOffset(zone) ? placeOf(zone) : zone}`
}
