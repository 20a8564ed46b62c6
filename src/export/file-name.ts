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
export const fileName = (subject: string, at: number, ending: string): string =>
  `${toFileWords(subject)} – ${writeDay(at)}.${ending}`

/** Words that can be part of a file's name on every system. */
export const toFileWords = (words: string): string =>
  truncate(words.replaceAll(forbidden, ' ').replaceAll(/\s+/g, ' ').trim(), maxNameLength)
