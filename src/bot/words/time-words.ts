import type { Token } from './tokens.ts'

const day =
  'mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday'
const month =
  'jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december'
const spoken =
  'today|tonight|tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow|noon|midday|midnight|eod|eow|eom|eoy|weekend|fortnight|never'
const unit = 'minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|h|d|w|m'
const number = 'half|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|couple'
const small = 'at|on|by|in|of|the|to|until|till|from|and|this|next|coming|end|after|within|now'

/** A word that only times have: a day, a clock time, a length, or none. */
const telling = new RegExp(`^(?:${day}|${month}|${spoken}|${unit}|off|.*\\d.*)$`, 'iu')
const dateWord = new RegExp(
  `^(?:${day}|${month}|${spoken}|weeks?|months?|${small}|\\d{1,2}(?:st|nd|rd|th)?|[\\d./-]{4,10}|\\d{4}-\\d\\d-\\d\\d\\.\\.\\d{4}-\\d\\d-\\d\\d)$`,
  'iu',
)
const timeWord = new RegExp(`^(?:${day}|${month}|${spoken}|${unit}|${number}|${small}|.*\\d.*)$`, 'iu')

/** Whether a word is one that only times have. */
export const isTelling = ({ text }: Token): boolean => telling.test(text)

/** Whether words have anything of a time in them. */
const mentionsTime = (tokens: readonly Token[]): boolean => tokens.some(isTelling)

/** Whether a word may be part of a time. */
export const isTimeWord = ({ kind, text }: Token): boolean => kind === 'word' && timeWord.test(text)

/** Whether words are dates, as far as single words show. */
export const looksLikeDates = (tokens: readonly Token[]): boolean =>
  mentionsTime(tokens) && tokens.every(({ kind, text }) => kind === 'word' && dateWord.test(text))
