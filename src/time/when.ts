import { Temporal } from 'temporal-polyfill'

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

/** Today's date in a zone, such as 2026-12-09. */
export const todayIn = (zone: string, now: number): string =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString()

/** When a local day begins, in ms since 1970. @param later Days after it. */
export const startOfDay = (date: string, zone: string, later = 0): number =>
  Temporal.PlainDate.from(date).add({ days: later }).toZonedDateTime(zone).epochMilliseconds
