import fillerList from './fillers.json' with { type: 'json' }

/** Words that ask, greet, hedge, compare or point, and don't describe the subject; as `toPlainWords` returns them. */
const fillers: ReadonlySet<string> = new Set(fillerList)

/** Words of a query for the list of all topics: "what can you explain?", "list all". */
const everythingWords = wordsIn('everything explain list overview term topic')
const listingWords = wordsIn('cover know show teach')

/** The words of a question that describe its subject: "hey what's mech interp?" → mech, interp. */
export const subjectOf = (words: readonly string[]): readonly string[] =>
  words.filter((word) => !fillers.has(word))

/** Words for a location, which don't describe the subject if they follow other words. */
const surroundings = wordsIn('axis case cell column context essay grid page place row section table taxonomy')

/** A subject, and the same without the location words at its end: safety, case, grid; safety, case; safety. */
export function coresOf(subject: readonly string[]): readonly (readonly string[])[] {
  const rest = subject.slice(0, -1)
  const isAround = rest.length > 0 && surroundings.has(subject.at(-1) ?? '')
  return isAround ? [subject, ...coresOf(rest)] : [subject]
}

/** A question, and the same without one or more fillers at its ends, the longest first. */
export function phrasesOf(words: readonly string[]): readonly (readonly string[])[] {
  const isSubject = (word: string) => !fillers.has(word)
  const [first, last] = [words.findIndex(isSubject), words.findLastIndex(isSubject)]
  if (first < 0) return [words]
  const phrases: (readonly string[])[] = []
  for (let start = 0; start <= first; start++)
    for (let end = words.length; end > last; end--) phrases.push(words.slice(start, end))
  return phrases.toSorted((a, b) => b.length - a.length)
}

const maxNameWords = 7

/** Minimum share of the subject's words in a run: more than two of three. */
const minShare = 0.67

/** Runs of words that contain most of the subject, at least two words of it; the longest first, then the earliest. */
export function runsIn(words: readonly string[]): readonly (readonly string[])[] {
  const min = Math.max(2, minShare * subjectOf(words).length)
  const lengths = Array.from({ length: maxNameWords - 1 }, (_, i) => maxNameWords - i)
  return lengths
    .flatMap((length) => words.slice(length - 1).map((_, start) => words.slice(start, start + length)))
    .filter((run) => subjectOf(run).length >= min)
}

/** Whether the question asks for the list of all topics. */
export function asksForAll(words: readonly string[]): boolean {
  const hasAny = (set: ReadonlySet<string>) => words.some((word) => set.has(word))
  const isAbout = (word: string) => everythingWords.has(word) || listingWords.has(word) || word === 'all'
  const isRequested = hasAny(everythingWords) || (words.includes('all') && hasAny(listingWords))
  return isRequested && subjectOf(words).every(isAbout)
}

/** The two sides of a comparison, as words. */
export type Sides = readonly [readonly string[], readonly string[]]

/** Phrases between two things that always mean a comparison. */
const comparisonPattern =
  / (?:vs?|versus|against|unlike|(?:compared|relative) (?:to|with)|(?:different|differently|distinct|distinguished|differ|apart|separate) (?:from|than|to)|(?:as )?opposed to|rather than|instead of|same (?:thing )?as) /g
/** Words that show that a sentence compares the two things joined by "and". */
const comparisonWords = wordsIn(
  'compare comparison contrast diff differ difference different differentiate distinction distinguish same separate',
)
const joiningPattern = / (?:and|or|to|with|from) /g

/**
 * Splits a text into the possible sides of a comparison. `explicit`: it certainly is one. `signalled`: one of its words
 * shows it. `joined`: it may also be a single name with "and" or "or" in it.
 */
export function readComparison(words: readonly string[]) {
  const text = words.join(' ')
  const explicit = splitAt(text, comparisonPattern)
  if (explicit.length > 0) return { kind: 'explicit', sides: explicit } as const
  if (words.some((word) => comparisonWords.has(word)))
    return { kind: 'signalled', sides: splitAt(text, joiningPattern) } as const
  return { kind: 'joined', sides: splitAt(text, / (?:and|or) /g) } as const
}

/** The maximum number of splits that are tried. */
const maxSplits = 4

const splitAt = (text: string, between: RegExp): readonly Sides[] =>
  [...text.matchAll(between)]
    .slice(0, maxSplits)
    .map(({ index, 0: { length } }) => [
      text.slice(0, index).split(' '),
      text.slice(index + length).split(' '),
    ])

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}
