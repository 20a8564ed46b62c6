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
const distanceBetween = (name: string, place: string, zone: string): number =>
  Math.min(distanceIfLike(name, zone), 1 + distanceIfLike(place, placeIn(zone)))

/** How many letters must be added, removed or replaced (Levenshtein 1966); infinite if that is more than a third of `a`. */
function distanceIfLike(a: string, b: string): number {
  const max = a.length / lettersPerMistake
  if (Math.abs(a.length - b.length) > max) return Number.POSITIVE_INFINITY
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let index = 0; index < a.length; index += 1) {
    const next = [index + 1]
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (a[index] === b[column - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    // No later row has a smaller one.
    if (Math.min(...next) > max) return Number.POSITIVE_INFINITY
    row = next
  }
  const distance = row[b.length] ?? 0
  return distance <= max ? distance : Number.POSITIVE_INFINITY
}
