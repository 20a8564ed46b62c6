import { Temporal } from 'temporal-polyfill'
import type { ReadMoment } from './read-time.ts'
import { writeMinutes } from './resolve-clock.ts'
import { isRefused } from './words/refused.ts'
import { scan } from './words/scan.ts'

/**
 * The time of day that was written but doesn't exist on that day, because the clocks skip it; `undefined` if it does.
 *
 * @param words What was read as the moment.
 * @returns `02:30`
 */
export function findMovedTime(words: string, { at, zone }: ReadMoment): string | undefined {
  const here = Temporal.Instant.from(at).toZonedDateTimeISO(zone)
  const change = here.add({ seconds: 1 }).getTimeZoneTransition('previous')
  if (change === null) return undefined
  const gap = change.offsetNanoseconds - change.subtract({ nanoseconds: 1 }).offsetNanoseconds
  const since = here.epochNanoseconds - change.epochNanoseconds
  if (gap <= 0 || since >= BigInt(gap)) return undefined
  const written = here.toPlainDateTime().subtract({ nanoseconds: gap }).toPlainTime()
  const skipped = writeMinutes(written.hour * 60 + written.minute)
  const scanned = scan(words, zone)
  if (isRefused(scanned)) return undefined
  const isWritten = scanned.found.some(
    ({ part }) =>
      part.kind === 'clock' && part.hour % 12 === written.hour % 12 && part.minute === written.minute,
  )
  return isWritten ? skipped : undefined
}
