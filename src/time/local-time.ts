import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { isZone } from './when.ts'

/**
 * An IANA time zone, old names and any case too. Temporal also takes offsets and whole timestamps for the zone in
 * them, hence the pattern.
 */
export const Zone = z
  .string()
  .refine((name) => /^[a-z][\w+/-]*$/i.test(name) && isZone(name), 'Not the name of a time zone')

/** `2026-12-02` */
export const LocalDate = z.iso.date()

/** `00:00`–`23:59` */
export const LocalTime = z.iso.time({ precision: -1 })

/** `2027-01-04T18:30` */
export const LocalDateTime = z.iso
  .datetime({ local: true, precision: -1 })
  .refine((words) => !words.endsWith('Z'), 'Not a local time')

/**
 * The moment that a zone's clocks show that date and time. One that they skip moves forward by the length of the
 * gap, one that they show twice means the first; docs/reading-groups.md, section 4.
 */
export function instantOf(local: Temporal.PlainDateTime, zone: string): Temporal.Instant {
  return local.toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant()
}
