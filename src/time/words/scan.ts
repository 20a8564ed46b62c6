import { nearestZones } from './nearest-zones.ts'
import { normalise } from './normalise.ts'
import type { Found, PartReader } from './part.ts'
import { calendarDateReaders } from './read-calendar-date.ts'
import { clockReaders } from './read-clock.ts'
import { dayReaders } from './read-day.ts'
import { recurrenceReaders } from './read-recurrence.ts'
import { readSpan } from './read-span.ts'
import { wordReaders } from './read-word.ts'
import { zoneReaders } from './read-zone.ts'
import { isRefused, type Refused, refuse } from './refused.ts'

const maxLength = 300

/** Where two readers read equally far, the earlier one wins. */
const readers: readonly PartReader[] = [
  readSpan,
  ...clockReaders,
  ...calendarDateReaders,
  ...dayReaders,
  ...recurrenceReaders,
  ...wordReaders,
  ...zoneReaders,
]

export interface Scanned {
  /** As {@link normalise} writes it; parts say where in it they were. */
  readonly text: string
  readonly found: readonly Found[]
}

/**
 * Divides a text into its parts, the longest one at each place, each a whole word or several.
 *
 * @param ownZone The zone that an abbreviation with several meanings stands for if that zone uses it.
 * @returns `unreadable` if any word is not a part: a time is never read from part of a text; else the first refusal
 * among the parts.
 */
export function scan(input: string, ownZone: string): Scanned | Refused {
  const scanned = divide(input, ownZone)
  if (isRefused(scanned)) return scanned
  const refused = scanned.found.flatMap(({ part }) => (part.kind === 'refused' ? [part.refused] : []))[0]
  return refused ?? scanned
}

/** As {@link scan}, with the refusals as parts. */
export function divide(input: string, ownZone: string): Scanned | Refused {
  const text = normalise(input)
  if (text === '' || text.length > maxLength) return refuse('unreadable')
  const found: Found[] = []
  for (let start = 0; start < text.length; ) {
    if (text[start] === ' ') {
      start += 1
      continue
    }
    const next = longestAt(text, start, ownZone) ?? unknownZoneAt(text, start)
    if (next === undefined) return refuse('unreadable')
    found.push(next)
    start = next.end
  }
  return { text, found }
}

function longestAt(text: string, start: number, ownZone: string): Found | undefined {
  const rest = text.slice(start)
  let longest: Found | undefined
  for (const read of readers) {
    const result = read(rest, ownZone)
    if (result === undefined || !endsWord(rest, result.length)) continue
    if (start + result.length > (longest?.end ?? start))
      longest = { part: result.part, start, end: start + result.length }
  }
  return longest
}

/** Whether a word ends there. "Z" may follow a time without a space. */
function endsWord(rest: string, length: number): boolean {
  const [last = '', next = ''] = [rest[length - 1], rest[length]]
  if (/^z(?![\p{L}\p{N}])/u.test(rest.slice(length)) && /\d/.test(last)) return true
  // `2026-12-01t17:00`: the "t" belongs to the date.
  if (last === 't' && /\d/.test(rest[length - 2] ?? '') && /\d/.test(next)) return true
  return !(/[\p{L}\p{N}]/u.test(last) && /[\p{L}\p{N}]/u.test(next))
}

/** A word that is written like the name of a zone. */
function unknownZoneAt(text: string, start: number): Found | undefined {
  const name = /^[a-z_]+(?:\/[a-z0-9_+-]+)+(?![\p{L}\p{N}])/u.exec(text.slice(start))?.[0]
  if (name === undefined) return undefined
  return {
    part: { kind: 'refused', refused: refuse('zone-unknown', nearestZones(name)) },
    start,
    end: start + name.length,
  }
}
