/** From this length on, two letters may differ. */
const longWord = 8

/**
 * Whether a word is a misspelling of another: one letter wrong, missing, added or swapped with its neighbour; two in a
 * word of 8 letters or more. Words of less than 3 letters are never misspellings.
 */
export function isNearMiss(typed: string, word: string): boolean {
  if (typed.length < 3 || word.length < 3 || typed === word) return false
  const max = word.length >= longWord ? 2 : 1
  return Math.abs(typed.length - word.length) <= max && isWithin(typed, word, max)
}

/** Whether at most `max` edits of single letters, or swaps of neighbours, lead from one word to another. */
function isWithin(a: string, b: string, max: number): boolean {
  // Optimal string alignment, until no beginning is near any more.
  const rows: number[][] = [[]]
  for (let column = 0; column <= b.length; column += 1) rows[0]?.push(column)
  let leastBefore = 0
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    const before = rows[i - 1] ?? []
    let least = i
    for (let j = 1; j <= b.length; j += 1) {
      let edits = Math.min(at(before, j), at(row, j - 1)) + 1
      edits = Math.min(edits, at(before, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, at(rows[i - 2] ?? [], j - 2) + 1)
      row.push(edits)
      least = Math.min(least, edits)
    }
    if (least > max && leastBefore > max) return false
    leastBefore = least
    rows.push(row)
  }
  return at(rows[a.length] ?? [], b.length) <= max
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY
