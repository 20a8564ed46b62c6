import { Temporal } from 'temporal-polyfill'
import { truncate } from '../chat/truncate.ts'

const maxNameLength = 80

/** Control characters, and those that Windows doesn't allow in names of files. */
const forbidden = /[\p{Cc}\\/:*?"<>|]+/gu

/**
 * "AI Control – 28 Nov 2026.csv"
 *
 * @param at The day that it names, in UTC, in ms since 1970.
 * @param ending Without a dot.
 */
export function fileName(subject: string, at: number, ending: string): string {
  const words = subject.replaceAll(forbidden, ' ').replaceAll(/\s+/g, ' ').trim()
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC')
  const date = day.toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
  return `${truncate(words, maxNameLength)} – ${date}.${ending}`
}
