import { counted, listed } from '../../chat/text.ts'
import type { DateSpan } from '../../time/read-dates.ts'
import { writeDate, writeMoment } from '../../time/write-time.ts'

/** More dates than these are only counted. */
const maxNamed = 5

const listDates = (dates: readonly string[], now: number): string =>
  listed(dates.map((date) => writeDate(date, now)))

/** "from Mon 1 Feb to Wed 10 Feb" */
const spanWords = ({ from, to }: DateSpan, now: number, it = 'the group'): string =>
  `from ${writeDate(from, now)} ${to === undefined ? `until someone resumes ${it}` : `to ${writeDate(to, now)}`}`

/** The answer to a pause. @param cancelled The dates whose sessions it cancels, as far as they can be counted. */
export function pausedWords(span: DateSpan, cancelled: readonly string[], now: number): string {
  const done = `Paused ${spanWords(span, now)}.`
  if (cancelled.length === 0) return done
  const named = cancelled.length > maxNamed ? '' : `: ${listDates(cancelled, now)}`
  return `${done} ${counted(cancelled.length, 'session is', 'sessions are')} cancelled${named}.`
}

/** Asked before a pause takes the place of another. */
export const alreadyPausedWords = (span: DateSpan, now: number): string =>
  `The group is already paused ${spanWords(span, now, 'it')}. Replace this pause?`

/** The answer to a skip. @param next The start of the session that comes next, in ms. @param zone That of the group. */
export function skippedWords(
  dates: readonly string[],
  next: number | undefined,
  zone: string,
  now: number,
): string {
  const then = next === undefined ? '' : ` Next session: ${writeMoment(next, zone, now)}.`
  return `Skipped ${listDates(dates, now)}.${then}`
}

/** The answer to a move. @param start The session's new time, in ms since 1970. */
export const movedWords = (date: string, start: number, zone: string, now: number): string =>
  `Moved the session on ${writeDate(date, now)} to ${writeMoment(start, zone, now)}.`
