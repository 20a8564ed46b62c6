import { truncate } from '../chat/truncate.ts'
import { writeDay } from '../time/write-time.ts'

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
  return `${truncate(words, maxNameLength)} – ${writeDay(at)}.${ending}`
}
