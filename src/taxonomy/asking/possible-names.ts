import { isFunctionWord, isIn, type WordClass } from './function-words.ts'
import type { Name } from './name.ts'
import { type NameIndex, spellingOf } from './name-index.ts'
import { stemOf, type Word } from './plain-words.ts'
import type { Spelling } from './spelling.ts'

/** Finds names, also misspelt ones. */
export interface Lexicon {
  readonly index: NameIndex
  readonly spelling: Spelling
}

/** A name in a question: its words from `start` up to, not including, `end`. */
export interface Spot {
  readonly name: Name
  readonly start: number
  readonly end: number
}

/** How words are like a name, the surest first: the same, other forms, another order, a slip in one of them. */
export type Likeness = 0 | 1 | 2 | 3

/** A name that words may be. */
export interface PossibleSpot extends Spot {
  readonly likeness: Likeness
  /** In words. */
  readonly length: number
}

/** A word of a question as it may be part of a name. */
interface NameWord {
  readonly at: number
  readonly text: string
  readonly stem: string
  /** The word that may have been meant instead. */
  readonly slip: string | undefined
  readonly afterPause: boolean
}

/** Words that may stand inside a name without belonging to it. */
const asides: readonly WordClass[] = ['possessives', 'emphasis']

/** Every name that some of the words may be. None reaches across punctuation. */
export function findPossibleNames(words: readonly Word[], lexicon: Lexicon): readonly PossibleSpot[] {
  const all = words.flatMap(({ text, afterPause }, at): readonly NameWord[] => {
    if (isIn(text, 'articles')) return []
    return [{ at, text, stem: stemOf(text), slip: lexicon.spelling.findSlip(text), afterPause }]
  })
  const without = (...of: readonly WordClass[]) => all.filter(({ text }) => !isIn(text, ...of))
  // "Change my vote", "what does aligned even mean"; "why should we not judge research by its impacts"
  const [core, subjectless] = [without(...asides), without(...asides, 'modals', 'persons')]
  const readings = [
    all,
    ...(core.length < all.length ? [core] : []),
    ...(subjectless.length < core.length ? [subjectless] : []),
  ]
  return readings.flatMap((reading) =>
    reading.flatMap((_, first) => {
      const rest = reading.slice(first, first + lexicon.index.maxWords)
      return findNamesFrom(words, rest.slice(0, lengthToPause(rest)), lexicon.index)
    }),
  )
}

function lengthToPause(words: readonly NameWord[]): number {
  const pause = words.findIndex(({ afterPause }, at) => at > 0 && afterPause)
  return pause < 0 ? words.length : pause
}

/** The names that begin with the first word. */
function findNamesFrom(
  words: readonly Word[],
  reading: readonly NameWord[],
  index: NameIndex,
): readonly PossibleSpot[] {
  return reading.flatMap(({ at: last }, more) => {
    const run = reading.slice(0, more + 1)
    const start = run[0]?.at ?? last
    return findNames(run, index)
      .filter(({ name }) => !isBroken(words.slice(start, last), name) && !isUnfinished(name, words[last + 1]))
      .map((found) => ({ ...found, length: run.length, start, end: last + 1 }))
  })
}

function findNames(
  run: readonly NameWord[],
  index: NameIndex,
): readonly { readonly name: Name; readonly likeness: Likeness }[] {
  const texts = run.map(({ text }) => text)
  const stems = run.map(({ stem }) => stem).join(' ')
  const hasSlip = run.length > 1 && run.some(({ slip }) => slip !== undefined)
  const names = [
    index.find(spellingOf(texts)),
    index.findInflected(texts, stems),
    index.findTurned(stems),
    hasSlip ? index.find(spellingOf(run.map(({ text, slip = text }) => slip))) : undefined,
  ] as const
  return ([0, 1, 2, 3] as const).flatMap((likeness) => {
    const name = names[likeness]
    return name === undefined ? [] : [{ name, likeness }]
  })
}

/** "Controls the agenda" isn't the control agenda, but "how to use the grid" is a name. */
const isBroken = (words: readonly Word[], name: Name): boolean =>
  !name.isPhrase && words.some(({ text }, at) => at > 0 && isIn(text, 'articles', 'modals', 'persons'))

/** "Who wrote this paper" doesn't ask who wrote this. */
const isUnfinished = (name: Name, next: Word | undefined): boolean =>
  isIn(name.words.at(-1) ?? '', 'demonstratives') &&
  next !== undefined &&
  !isFunctionWord(next.text) &&
  !next.afterPause
