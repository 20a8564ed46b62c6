/** From this length on, two letters may differ. */
const longWord = 8

/**
 * Whether a word is a misspelling of another: one letter wrong, missing, added or swapped with its neighbour; two in a
 * word of 8 letters or more. Words of less than 3 letters are never misspellings.
 */
export function isNearMiss(typed: string, word: string): boolean {
  if (typed.length < 3 || word.length < 3 || typed === word) return false
  const max = word.length >= longWord ? 2 : 1
  return Math.abs(typed.length - word.length) <= max && countEdits(typed, word) <= max
}

/** Optimal string alignment distance: edits of single letters, and swaps of neighbours. */
function countEdits(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const before = rows[i - 1] ?? []
      const isSame = a[i - 1] === b[j - 1]
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row.push(
        Math.min(
          at(before, j) + 1,
          at(row, j - 1) + 1,
          at(before, j - 1) + (isSame ? 0 : 1),
          isSwapped ? at(rows[i - 2] ?? [], j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    rows.push(row)
  }
  return at(rows[a.length] ?? [], b.length)
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY
