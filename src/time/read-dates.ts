import { UserError } from '../chat/user-error.ts'
import { LocalDate } from './local-time.ts'

/** Dates with anything between. @throws UserError naming what is none. */
export function readDates(words: string): readonly string[] {
  return words
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(readDate)
}

/** @throws UserError when it is no date. */
export function readDate(word: string): string {
  const date = LocalDate.safeParse(word.trim())
  if (date.success) return date.data
  throw new UserError(`“${word.slice(0, 40)}” is no date.`, 'Write dates like 2026-12-23.')
}
