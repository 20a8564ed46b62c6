/** The letters a–z of a word, each as a bit. */
export function lettersOf(word: string): number {
  let letters = 0
  for (const letter of word) letters |= 1 << (letter.charCodeAt(0) - 97)
  return letters
}

/** Whether two words can have that many errors at most, by their letters: each error changes two of them. */
export function sharesLetters(one: number, other: number, errors: number): boolean {
  let differing = 0
  for (let bits = one ^ other; bits !== 0; bits &= bits - 1) differing++
  return differing <= 2 * errors
}

/** Letters that are missing, too many or wrong, and pairs that are swapped (optimal string alignment, Damerau 1964). */
export function errorsBetween(word: string, other: string): number {
  let before: readonly number[] = []
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (let i = 1; i <= word.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const cost = word[i - 1] === other[j - 1] ? 0 : 1
      const isSwap = i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]
      const swapped = isSwap ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY
      row[j] = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost, swapped)
    }
    before = last
    last = row
  }
  return last[other.length] ?? 0
}
