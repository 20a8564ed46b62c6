/** Of the letters, a third may be wrong. */
const lettersPerMistake = 3
const maxNames = 3

/** The zones whose names are most like a misspelt one, the most likely first. */
export function nearestZones(name: string): readonly string[] {
  const place = name.slice(name.lastIndexOf('/') + 1)
  return Intl.supportedValuesOf('timeZone')
    .map((zone) => {
      const small = zone.toLowerCase()
      const own = small.slice(small.lastIndexOf('/') + 1)
      return { zone, distance: Math.min(editDistance(name, small), editDistance(place, own) + 1) }
    })
    .filter(({ distance }) => distance * lettersPerMistake <= name.length)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, maxNames)
    .map(({ zone }) => zone)
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
