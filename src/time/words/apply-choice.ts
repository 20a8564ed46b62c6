import type { Found, Part } from './part.ts'
import { isRefused } from './refused.ts'
import { divide } from './scan.ts'

type Read = (words: string) => object

/** Parts that are tried one by one; the words are read again for each. */
const maxPlaces = 8

const days: ReadonlySet<Part['kind']> = new Set(['day', 'ordinal', 'dotted', 'span', 'past'])
const times: ReadonlySet<Part['kind']> = new Set(['number', 'clock', 'dotted', 'span'])
const zones: ReadonlySet<Part['kind']> = new Set(['zone'])
const moments: ReadonlySet<Part['kind']> = new Set([
  ...(['day', 'ordinal', 'dotted', 'number', 'clock', 'midnight', 'end-of-day', 'daypart'] as const),
])

/**
 * Replaces the ambiguous part of the words by a choice of their refusal and keeps everything else.
 *
 * @param choice A date, a time, a local moment or a zone.
 * @param read The reader that refused the words.
 */
export function applyChoice(words: string, choice: string, zone: string, read: Read): string {
  const scanned = divide(words, zone)
  if (isRefused(scanned)) return words
  const { text, found } = scanned
  const { kinds, value } = replacementFor(choice)
  const unknown = found.filter(({ part }) => part.kind === 'refused')
  const places =
    unknown.length > 0
      ? unknown
      : found.filter(({ part }) => kinds.has(part.kind) || (kinds === days && isToday(part)))
  const all = replaceParts(text, places, value)
  if (kinds === moments) return all
  const single = places.slice(0, maxPlaces).map((place) => replaceParts(text, [place], value))
  const before = JSON.stringify(read(words))
  const candidates = [...single, all]
  return (
    candidates.find((candidate) => !isRefused(read(candidate))) ??
    candidates.find((candidate) => JSON.stringify(read(candidate)) !== before) ??
    all
  )
}

/** “This morning” names a day, too. */
const isToday = (part: Part): boolean => part.kind === 'daypart' && part.isToday

function replacementFor(choice: string): { kinds: ReadonlySet<Part['kind']>; value: string } {
  if (/^\d{4}-\d{2}-\d{2}T/.test(choice)) return { kinds: moments, value: choice }
  if (/^\d{4}-\d{2}-\d{2}$/.test(choice)) return { kinds: days, value: choice }
  if (/^\d{2}:\d{2}$/.test(choice)) return { kinds: times, value: toHalf(choice) }
  return { kinds: zones, value: choice }
}

/** `5pm`: in a range it says which half of the day the other time is in. */
function toHalf(time: string): string {
  const [hour = 0, minute = ''] = [Number(time.slice(0, 2)), time.slice(3)]
  return `${hour % 12 === 0 ? 12 : hour % 12}${minute === '00' ? '' : `:${minute}`}${hour < 12 ? 'am' : 'pm'}`
}

/** The text with the first of the places replaced and the others left out. */
function replaceParts(text: string, places: readonly Found[], value: string): string {
  let replaced = ''
  let from = 0
  for (const [index, { start, end }] of places.entries()) {
    replaced += text.slice(from, start) + (index === 0 ? value : '')
    from = end
  }
  return (replaced + text.slice(from)).replaceAll(/\s+/g, ' ').trim()
}
