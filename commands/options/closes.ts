import { optional, text, typed } from '../../src/chat/option.ts'
import { UserError } from '../../src/chat/user-error.ts'
import { readTime } from '../../src/time/when.ts'
import { invalidClosingTime } from './errors.ts'

/** When a poll closes. */
export const closesOption = typed(optional(text('When it closes: 24h, 3d, fri 17:00, or never', 40)), {
  as: 'time',
  also: ['close', 'closing', 'ends', 'ending', 'until', 'till', 'deadline', 'due', 'by'],
})

/**
 * Reads the option `closes`: a time as people write it, or `never`.
 *
 * @param zone IANA time zone of local times.
 * @returns ms since 1970; `undefined` for `never`.
 * @throws UserError at the field `closes` if the time can't be read or is not within a year from `now`.
 */
export function readClosingTime(words: string, zone: string, now: number): number | undefined {
  if (words === 'never') return undefined
  try {
    return readTime(words, zone, now)
  } catch (fault) {
    if (!(fault instanceof UserError)) throw fault
    throw invalidClosingTime(fault)
  }
}
