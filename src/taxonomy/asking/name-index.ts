import { isContent } from './asking-words.ts'
import { isFunctionWord } from './function-words.ts'
import type { Name } from './name.ts'
import { stemOf } from './plain-words.ts'

/** The same for words that are written apart, with a hyphen, or as one. */
export const spellingOf = (words: readonly string[]): string => words.join('')

/** Finds names by words. @param names Where two are alike, the first counts. */
export function indexNames(names: readonly Name[]) {
  const firstBy = (keysOf: (name: Name) => readonly string[]): ReadonlyMap<string, Name> =>
    new Map(names.toReversed().flatMap((name) => keysOf(name).map((key) => [key, name] as const)))
  const bySpelling = firstBy(({ words }) => [spellingOf(words)])
  const byStems = firstBy(({ words }) => [words.map(stemOf).join(' ')])
  const byTurnedStems = firstBy(turnedStemsOf)

  return {
    maxWords: Math.max(...names.map(({ words }) => words.length)),

    /** @param spelling The result of `spellingOf`. */
    find: (spelling: string): Name | undefined => bySpelling.get(spelling),

    /**
     * The name of which words are other forms: "filter pretraining data". A single word of that kind is ordinary.
     *
     * @param stems The words' stems, with spaces between them.
     */
    findInflected(words: readonly string[], stems: string): Name | undefined {
      const name = byStems.get(stems)
      // "Define alignment research" asks, other than “Defining alignment research”.
      if (name === undefined || words.some((word) => !isContent(word) && !name.words.includes(word)))
        return undefined
      const isSame = words.length > 1 || withSingleLetters(words[0]) === withSingleLetters(name.words[0])
      return isSame ? name : { ...name, isOrdinary: true, isInflected: true }
    },

    /** The name of which words with these stems are another order: "filtering of data". It is ordinary. */
    findTurned(stems: string): Name | undefined {
      const name = byTurnedStems.get(stems)
      return name && { ...name, isOrdinary: true }
    },
  }
}

export type NameIndex = ReturnType<typeof indexNames>

/** "Filtering data" and "filtering of data" for "data filtering". */
function turnedStemsOf({ words }: Name): readonly string[] {
  const [head = '', ...rest] = words.toReversed()
  // "Examples of adversarial training" are no adversarial examples.
  if (rest.length === 0 || !isContent(head)) return []
  if (words.some((word) => isFunctionWord(word) && word !== 'of')) return []
  const [verb, object] = [stemOf(head), rest.toReversed().map(stemOf).join(' ')]
  return [`${verb} of ${object}`, ...(head.endsWith('ing') ? [`${verb} ${object}`] : [])]
}

/** "Sandbagging" and "sandbaging" are one. */
const withSingleLetters = (word = ''): string => word.replace(/(.)\1/g, '$1')
