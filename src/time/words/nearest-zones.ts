import { placeKey, zonesByPlace } from './zone-names.ts'

/** Of the letters, a third may be wrong. */
const lettersPerMistake = 3
const maxNames = 3
/** No zone has a longer name; the distance takes time by the square of it. */
const maxLength = 40

/** The zones of a place with another region in front, else those whose names are most like a misspelt one. */
export function nearestZones(name: string): readonly string[] {
  if (name.length > maxLength) return []
  const place = placeIn(name)
  const known = zonesByPlace.get(placeKey(place))
  if (known !== undefined) return known
  const near = Intl.supportedValuesOf('timeZone')
    .map((zone) => ({ zone, distance: distanceBetween(name, place, zone.toLowerCase()) }))
    .filter(({ distance }) => distance < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.distance - b.distance)
  const nearest = near[0]?.distance ?? 0
  return near
    .filter(({ distance }) => distance <= nearest + 1)
    .slice(0, maxNames)
    .map(({ zone }) => zone)
}

const placeIn = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

/** The letters that are wrong in the whole name, or in the place if the region is another one. */
function distanceBetween(name: string, place: string, zone: string): number {
  const whole = editDistance(name, zone)
  const places = editDistance(place, placeIn(zone))
  const isLike = (distance: number, text: string) => distance * lettersPerMistake <= text.length
  return Math.min(
    isLike(whole, name) ? whole : Number.POSITIVE_INFINITY,
    isLike(places, place) ? places + 1 : Number.POSITIVE_INFINITY,
  )
}

/** How many letters must be added, removed or replaced (Levenshtein 1966). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1]
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (letter === b[column - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
