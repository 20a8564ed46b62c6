import { askingWords } from './asking-words.ts'
import { functionWords } from './function-words.ts'
import { errorsBetween, lettersOf, sharesLetters } from './letter-errors.ts'
import lookAlikeLists from './look-alikes.json' with { type: 'json' }
import type { Name } from './name.ts'
import { spellingOf } from './name-index.ts'
import { shortForms, stemOf } from './plain-words.ts'

const minLetters = 3
/** A wrong letter is forgiven if one of the two words is at least as long; in shorter ones two swapped letters are. */
const minWrongLetters = 5
/** The same for two wrong letters. */
const minTwoWrong = 9
/** Names of several words are often written as one. */
const maxJoinedLetters = 24
/** How much longer a word was meant to be, the likeliest first: more letters are left out than are added. */
const likelyLengths = [0, 1, -1, 2, -2]

/** So frequent in questions that a wrong letter is forgiven in them, however short they are; the likeliest first. */
const frequent: readonly string[] = ['what', 'how', 'which', 'why', 'when', 'where', 'who', 'the', 'does']

/** Other English words that could be taken for typing errors. */
const lookAlikes: ReadonlySet<string> = new Set(Object.values(lookAlikeLists.words).join(' ').split(' '))

interface Candidate {
  readonly word: string
  readonly letters: number
}

/** Corrects typing errors in words of questions and of names. */
export function createSpelling(names: readonly Name[]) {
  const vocabulary: ReadonlySet<string> = new Set([
    ...frequent,
    ...names
      .flatMap(({ words }) => [...words, spellingOf(words)])
      .filter((word) => word.length <= maxJoinedLetters),
    ...[...functionWords, ...askingWords, ...shortForms.keys()],
  ])
  const stems: ReadonlySet<string> = new Set([...vocabulary].map(stemOf))
  const candidates = [...vocabulary]
    .filter((word) => word.length >= minLetters)
    .map((word): Candidate => ({ word, letters: lettersOf(word) }))
  const byLength = Map.groupBy(candidates, ({ word }) => word.length)

  /** @returns `undefined` for a word that is close to nothing, or only another form of a known one. */
  function findClosest(word: string): string | undefined {
    if (word.length < minLetters || !/^[a-z]+$/.test(word) || stems.has(stemOf(word))) return undefined
    const letters = lettersOf(word)
    let closest: { readonly word: string; readonly errors: number } | undefined
    for (const more of likelyLengths)
      for (const candidate of byLength.get(word.length + more) ?? []) {
        const most = Math.min(maxErrors(word, candidate.word), (closest?.errors ?? 3) - 1)
        if (most === 0 || !sharesLetters(letters, candidate.letters, most)) continue
        const errors = errorsBetween(word, candidate.word)
        if (errors <= most) closest = { word: candidate.word, errors }
      }
    return closest?.word
  }

  return {
    /** Whether a word is one of a name or of a question, and spelt right. */
    isKnown: (word: string): boolean => vocabulary.has(word),

    findClosest,

    /** Other English words stay as they are, however close, and so do words that are close to nothing. */
    correct: (word: string): string =>
      vocabulary.has(word) || lookAlikes.has(word) ? word : (findClosest(word) ?? word),

    /** For another English word, the one that may have been meant: "double decent". */
    findSlip: (word: string): string | undefined => (lookAlikes.has(word) ? findClosest(word) : undefined),
  }
}

export type Spelling = ReturnType<typeof createSpelling>

function maxErrors(word: string, candidate: string): number {
  const longer = Math.max(word.length, candidate.length)
  if (longer < minWrongLetters) return frequent.includes(candidate) || isSwapped(word, candidate) ? 1 : 0
  return longer < minTwoWrong || word[0] !== candidate[0] ? 1 : 2
}

const isSwapped = (word: string, candidate: string): boolean =>
  word.length === candidate.length && lettersOf(word) === lettersOf(candidate)
