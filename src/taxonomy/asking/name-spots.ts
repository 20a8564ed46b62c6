import { isContent } from './asking-words.ts'
import { type NameIndex, spellingOf } from './name-index.ts'
import type { Word } from './plain-words.ts'
import { findPossibleNames, type Lexicon, type PossibleSpot, type Spot } from './possible-names.ts'

/** The names in a question, in their order; the longest count. */
export function spotNames(words: readonly Word[], lexicon: Lexicon): readonly Spot[] {
  const possible = findPossibleNames(words, lexicon)
  const spots = chooseSpots(words, possible, lexicon.index)
  if (!spots.some(isOfTwo) || isOneName(words, spots)) return spots
  const ofOne = possible.filter((spot) => !isOfTwo(spot))
  return chooseSpots(words, ofOne, lexicon.index)
}

/** Whether a name holds two things that can be asked about apart: "science vs engineering". */
const isOfTwo = ({ name }: Spot): boolean => name.words.some((word) => word === 'or' || word === 'vs')

/** Not "is RLHF science vs engineering" or "optimization science vs engineering". */
const isOneName = (words: readonly Word[], spots: readonly Spot[]): boolean =>
  new Set(spots.map(({ name }) => name.id)).size === 1 &&
  words.every(({ text }, at) => !isContent(text) || spots.some(({ start, end }) => start <= at && at < end))

function chooseSpots(
  words: readonly Word[],
  possible: readonly PossibleSpot[],
  index: NameIndex,
): readonly Spot[] {
  const chosen: Spot[] = []
  const isFree = (spot: Spot) => chosen.every(({ start, end }) => spot.end <= start || end <= spot.start)
  for (const spot of possible.toSorted(bySureness)) if (isFree(spot)) chosen.push(spot)
  return chosen
    .toSorted((a, b) => a.start - b.start)
    .flatMap((spot) => [...findSharing(words, spot, index).filter(isFree), spot])
}

/** The longer names first. */
const bySureness = (a: PossibleSpot, b: PossibleSpot): number =>
  b.length - a.length || a.likeness - b.likeness

/** The first of two names that share their last words: "inner" in "inner vs outer alignment". */
function findSharing(words: readonly Word[], { name, start }: Spot, index: NameIndex): readonly Spot[] {
  const [first, joining] = [words[start - 2]?.text, words[start - 1]?.text ?? '']
  if (first === undefined || !/^(?:and|or|vs?|versus|from|to)$/.test(joining)) return []
  const found = name.words
    .slice(1)
    .flatMap((_, more) => index.find(spellingOf([first, ...name.words.slice(more + 1)])) ?? [])
  return found.slice(-1).map((name) => ({ name, start: start - 2, end: start - 1 }))
}
