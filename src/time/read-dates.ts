import { invalidDate, invalidMoment } from './errors.ts'
import { LocalDate, LocalDateTime } from './local-time.ts'

/** Dates separated by spaces, commas or semicolons. @throws UserError that names the first word that is not a date. */
export function readDates(words: string): readonly string[] {
  return words
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(readDate)
}

/**
 * A span of dates: `2026-12-21 2027-01-03`, `from 2026-12-21 to 2027-01-03`, `until 2027-01-10`.
 *
 * @throws UserError that names the first word that is not a date.
 */
export function readSpan(words: string): { readonly from?: string; readonly to?: string } {
  const [, end] = /^(?:until|till|to)\s+(\S+)$/i.exec(words.trim()) ?? []
  if (end !== undefined) return { to: readDate(end) }
  const [from, to, ...others] = readDates(words.replaceAll(/(?<!\S)(?:from|to|until|till|and)(?!\S)/gi, ' '))
  if (others.length > 0) throw invalidDate(words)
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}

/** `2026-12-23`. @throws UserError if it is not a date. */
export function readDate(word: string): string {
  const date = LocalDate.safeParse(word.trim())
  if (date.success) return date.data
  throw invalidDate(word)
}

/**
 * Local dates with times, as `2027-01-04 18:30`, separated by commas or semicolons.
 *
 * @throws UserError that names the first one that can't be read.
 */
export function readMoments(words: string): readonly string[] {
  return words
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter(Boolean)
    .map(readMoment)
}

/** `2027-01-04 18:30` as 2027-01-04T18:30. @throws UserError if it is not a date with a time. */
export function readMoment(word: string): string {
  const moment = LocalDateTime.safeParse(word.trim().replace(/\s+/, 'T'))
  if (moment.success) return moment.data
  throw invalidMoment(word)
}
