import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { isZone } from './when.ts'

/**
 * The name of an IANA time zone, in any case; old names are accepted. The pattern excludes offsets and timestamps, which
 * Temporal would accept too.
 */
export const Zone = z
  .string()
  .refine((name) => /^[a-z][\w+/-]*$/i.test(name) && isZone(name), 'not a time zone')

/** `2026-12-02` */
export const LocalDate = z.iso.date()

/** `00:00`–`23:59` */
export const LocalTime = z.iso.time({ precision: -1 })

/** `2027-01-04T18:30` */
export const LocalDateTime = z.iso
  .datetime({ local: true, precision: -1 })
  .refine((words) => !words.endsWith('Z'), 'not a date with a time')

/**
 * The instant at which the clocks of a zone show a date and time. A time that they skip moves forward by the length of
 * the gap; a time that they show twice is the first of the two; docs/reading-groups.md, section 4.
 */
export function instantOf(local: Temporal.PlainDateTime, zone: string): Temporal.Instant {
  return local.toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant()
}
