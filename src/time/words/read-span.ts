import { numberPattern, numbersByWord } from './names.ts'
import type { PartReader, Span } from './part.ts'

const amount = `\\d{1,6}(?:[.,](?:\\d|25|75))?|(?:a )?couple(?: of)?|half an?|half|an?|${numberPattern}`
const unit = 'minutes?|mins?|m|hours?|hrs?|h|days?|d|fortnights?|weeks?|wks?|w|months?|mos?|years?|yrs?|y'
const itemPattern = new RegExp(`^(${amount})( and a half)?( ?-?)(${unit})( and a half)?(?![\\p{L}])`, 'u')
const jointPattern = /^(?:,? and |, ?| )?/

/**
 * Lengths of time: `90 min`, `1.5h`, `2h 15m`, `half an hour`, `an hour and a half`, `a couple of days`, `in 3 days`,
 * `2 days from now`, and `2 hours ago`, which has passed.
 */
export const readSpan: PartReader = (rest) => {
  // "1700 hours" is a time of day.
  if (/^\d{4} ?h/.test(rest)) return undefined
  const preposition = /^(?:in|within|after) /.exec(rest)?.[0] ?? ''
  const items = readItems(rest.slice(preposition.length))
  if (items === undefined) return undefined
  const length = preposition.length + items.length
  const suffix = /^ (?:from now|from today|later)(?![\p{L}])/u.exec(rest.slice(length))?.[0]
  const ago = / ago(?![\p{L}])/uy
  ago.lastIndex = length
  if (ago.test(rest)) return { part: { kind: 'past' }, length: ago.lastIndex }
  const hour = preposition === '' ? /^(\d{1,2})h$/.exec(rest.slice(0, length))?.[1] : undefined
  return {
    part: {
      kind: 'span',
      span: items.span,
      ...(hour !== undefined && suffix === undefined && { hour: Number(hour) }),
      hasPreposition: preposition !== '' || suffix !== undefined,
    },
    length: length + (suffix?.length ?? 0),
  }
}

function readItems(text: string): { span: Span; length: number } | undefined {
  const units = new Set<string>()
  let span: Span = { months: 0, days: 0, minutes: 0 }
  let length = 0
  for (;;) {
    const joint = length === 0 ? '' : (jointPattern.exec(text.slice(length))?.[0] ?? '')
    const match = itemPattern.exec(text.slice(length + joint.length))
    const item = match && toSpan(match)
    if (match === null || item === undefined) return length === 0 ? undefined : { span, length }
    // The same unit twice is not a sum.
    if (units.has(unitOf(match))) return undefined
    units.add(unitOf(match))
    span = addSpans(span, item ?? span)
    length += joint.length + match[0].length
  }
}

const unitOf = (match: RegExpExecArray): string => (/^mo/.test(match[4] ?? '') ? 'mo' : (match[4]?.[0] ?? ''))

const addSpans = (a: Span, b: Span): Span => ({
  months: a.months + b.months,
  days: a.days + b.days,
  minutes: a.minutes + b.minutes,
})

function toSpan(match: RegExpExecArray): Span | undefined {
  const [, words = '', halfBefore, gap = '', unit = '', halfAfter] = match
  if (/^[a-z]/.test(words) && gap === '') return undefined
  if (halfBefore !== undefined && halfAfter !== undefined) return undefined
  const count = toNumber(words) + (halfBefore === undefined && halfAfter === undefined ? 0 : 0.5)
  const kind = unitOf(match)
  if (kind === 'm') return { months: 0, days: 0, minutes: count }
  if (kind === 'h') return { months: 0, days: 0, minutes: count * 60 }
  if (kind === 'd') return toDays(count)
  if (kind === 'w') return toDays(count * 7)
  if (kind === 'f') return toDays(count * 14)
  const months = unit.startsWith('y') ? count * 12 : count
  return Number.isInteger(months) ? { months, days: 0, minutes: 0 } : undefined
}

/** Whole days keep the clock; the rest of one is elapsed time. */
const toDays = (days: number): Span => ({
  months: 0,
  days: Math.floor(days),
  minutes: (days - Math.floor(days)) * 1440,
})

function toNumber(words: string): number {
  if (/^\d/.test(words)) return Number(words.replace(',', '.'))
  if (words.includes('couple')) return 2
  if (words.startsWith('half')) return 0.5
  return numbersByWord.get(words) ?? 1
}
