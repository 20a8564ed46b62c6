import type { Part, PartReader } from './part.ts'
import { patternReader } from './pattern-reader.ts'
import { refuse } from './refused.ts'
import {
  abbreviations,
  findZone,
  genericZones,
  oldNames,
  placeKey,
  usesName,
  zonesByPlace,
} from './zone-names.ts'

const maxWords = 4

/** Time zones: IANA names, places, what people call their clocks, and offsets. */
export const zoneReaders: readonly PartReader[] = [
  patternReader('(?:utc|gmt) ?([+-])(\\d{1,2})(?::?(\\d{2}))?', ([sign, hours, minutes]) =>
    toOffset(sign, hours, minutes),
  ),
  patternReader('([+])(\\d{2}):?(\\d{2})', ([sign, hours, minutes]) => toOffset(sign, hours, minutes)),
  (rest, ownZone) => {
    const length = /^(?:my|local) time(?: ?zone)?/.exec(rest)?.[0].length
    return length === undefined
      ? undefined
      : { part: { kind: 'zone', zones: [ownZone], use: 'place' }, length }
  },
  readNamedZone,
]

function toOffset(sign: string | undefined, hours: string | undefined, minutes: string | undefined): Part {
  if (Number(hours) > 14 || Number(minutes ?? 0) > 59)
    return { kind: 'refused', refused: refuse('zone-unknown') }
  const zone = `${sign}${String(hours).padStart(2, '0')}:${minutes ?? '00'}`
  return { kind: 'zone', zones: [zone], use: 'offset' }
}

/** The longest run of words that names a zone, with or without "in" before and "time" after it. */
function readNamedZone(rest: string, ownZone: string) {
  const preposition = /^in (?:the )?/.exec(rest)?.[0] ?? ''
  const words = rest.slice(preposition.length).split(' ').slice(0, maxWords)
  for (let count = words.length; count > 0; count -= 1) {
    const name = words
      .slice(0, count)
      .join(' ')
      .replace(/[^\p{L}\p{N}]+$/u, '')
    const part = name === '' ? undefined : toZone(name, ownZone)
    if (part === undefined) continue
    const named = preposition.length + name.length
    const suffix = /^ time(?: ?zone)?(?![\p{L}\p{N}])/u.exec(rest.slice(named))?.[0] ?? ''
    return { part, length: named + suffix.length }
  }
  return undefined
}

function toZone(name: string, ownZone: string): Part | undefined {
  const abbreviation = abbreviations.get(name)
  if (abbreviation !== undefined) {
    const letters = name.toUpperCase()
    if (usesName(ownZone, abbreviation.names)) return { kind: 'zone', zones: [ownZone], letters, use: 'own' }
    return { kind: 'zone', zones: abbreviation.zones, letters, use: name === 'gmt' ? 'gmt' : 'place' }
  }
  const generic = genericZones.get(name)
  if (generic !== undefined)
    return {
      kind: 'zone',
      zones: [generic],
      use: 'generic',
      ...(name.length === 2 && { letters: name.toUpperCase() }),
    }
  if (name === 'z' || name === 'utc')
    return { kind: 'zone', zones: ['UTC'], use: name === 'z' ? 'offset' : 'place' }
  const zones = zonesByPlace.get(placeKey(name))
  if (zones !== undefined) return { kind: 'zone', zones, use: 'place' }
  // To ask about every word would take most of the time of reading.
  if (!name.includes('/') && !oldNames.has(name)) return undefined
  // "America/New York" with a space.
  const zone = findZone(name.replaceAll(' ', '_'))
  return zone === undefined ? undefined : { kind: 'zone', zones: [zone], use: 'place' }
}
