import { optional, text, typed } from '../../src/chat/option.ts'
import { readMinutes } from './times.ts'

export const togetherOption = typed(
  optional(text('Read together: how long you read before the poll, for example 30m, or off', 40)),
  { as: 'time', holds: 'length', mayBeOff: true },
)

/** @returns minutes; 0 if people come having read the paper. @throws UserError at the option if it is neither a length nor off. */
export function readTogether(words: string, now: number): number {
  if (words.toLowerCase() === 'off') return 0
  return readMinutes({ option: 'together', words, zone: 'UTC', now })
}
