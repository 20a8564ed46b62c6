import { isContent } from './asking-words.ts'
import type { Word } from './plain-words.ts'
import type { Spot } from './possible-names.ts'

/** The words outside of all names that say something of their own. */
export const contentOf = (words: readonly Word[], spots: readonly Spot[]): readonly string[] =>
  words
    .filter((_, index) => !spots.some(({ start, end }) => start <= index && index < end))
    .filter(({ isOwner }) => !isOwner)
    .map(({ text }) => text)
    .filter(isContent)
