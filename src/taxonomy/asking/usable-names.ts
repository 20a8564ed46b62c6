import { isContent, isOf } from './asking-words.ts'
import { isFunctionWord, isIn } from './function-words.ts'
import { contentOf } from './left-over.ts'
import { isEnd, isPlace, kindOf } from './name.ts'
import { isAboutNames } from './ordinary-talk.ts'
import type { Word } from './plain-words.ts'
import type { Spot } from './possible-names.ts'
import { isCompared, type Mood } from './question.ts'

/** Topics that only say where something stands, unless they are all that is named. */
const surroundings = ['concept.grid', 'concept.essay', 'concept.comments', 'concept.shallow-review']

/** The names that the words are about; none in ordinary talk. */
export function usableNames(words: readonly Word[], all: readonly Spot[], mood: Mood): readonly Spot[] {
  const spots = all.filter((spot) => !isOwned(words, spot) && !isVerb(words, spot))
  const subjects = isCompared(words) ? spots : withoutAsides(words, spots)
  if (subjects.every(({ name }) => name.isOrdinary)) {
    const around = spots.filter((spot) => !subjects.includes(spot) && surroundings.includes(spot.name.id))
    return isAboutNames(words, { spots: subjects, surroundings: around, mood }) ? subjects : []
  }
  const isOnlyNames = contentOf(words, spots).length === 0
  if (mood !== 'question') return isOnlyNames && mood === 'phrase' ? subjects : []
  return isOnlyNames ? subjects : subjects.filter((spot) => !spot.name.isOrdinary || isPredicate(words, spot))
}

/** Without names that only say where, in what or of what something is, as far as others remain. */
function withoutAsides(words: readonly Word[], spots: readonly Spot[]): readonly Spot[] {
  const main = spots.filter(({ name }) => !surroundings.includes(name.id))
  const hasClear = spots.some(({ name }) => !name.isOrdinary && !isPlace(name))
  const asides: readonly ((spot: Spot) => boolean)[] = [
    ({ name }) => name.isOrdinary && kindOf(name) === 'how-to',
    (spot) => isAttribute(words, spot, spots),
    ({ name }) => name.isOrdinary && name.words.every((word) => isOf(word, 'disputed', 'papers')),
    (spot) => hasClear && isContext(words, spot),
    ({ name }) => name.isOrdinary && isEnd(name) && spots.some(isIdea),
  ]
  return asides.reduce(
    (rest, isAside) => {
      const others = rest.filter((spot) => !isAside(spot))
      return others.some(({ name }) => !isPlace(name)) ? others : rest
    },
    main.length > 0 ? main : spots,
  )
}

/** Whether an ordinary name is something of a clear one: "the goal of mech interp". */
const isAttribute = (words: readonly Word[], { name, end }: Spot, spots: readonly Spot[]): boolean =>
  name.isOrdinary &&
  !isPlace(name) &&
  /^(?:behind|of)$/.test(words[end]?.text ?? '') &&
  spots.some(({ name, start }) => !name.isOrdinary && start > end && start <= end + 2)

/** Whether an ordinary name says what something is for or in: "underperformance in evals". */
function isContext(words: readonly Word[], { name, start }: Spot): boolean {
  const before = words[start - 1]?.text ?? ''
  if (!name.isOrdinary || isPlace(name)) return false
  // The ends are also what all of it is for: "does it matter for alignment?"
  return isEnd(name) ? /^(?:for|in|to|toward)$/.test(before) : /^(?:during|for|in|on|with)$/.test(before)
}

/** Whether a clear name is that of a thought rather than of research, which would have a place. */
const isIdea = ({ name }: Spot): boolean =>
  !name.isOrdinary && !isEnd(name) && /^(?:concept|contested|case)$/.test(kindOf(name))

/** Whether an ordinary level's name stands after others, rather than before what it says something of. */
function isPredicate(words: readonly Word[], { name, end }: Spot): boolean {
  const next = words[end]
  return isPlace(name) && (next === undefined || next.afterPause || !isContent(next.text))
}

/** Whether a clear name belongs to a person: "our DPO". */
const isOwned = (words: readonly Word[], { name, start }: Spot): boolean =>
  !name.isOrdinary && name.words.length === 1 && isIn(words[start - 1]?.text ?? '', 'possessives')

/** Whether a clear name is a verb with an object of its own: "how do I jailbreak my phone". */
function isVerb(words: readonly Word[], { name, start, end }: Spot): boolean {
  if (name.isOrdinary || name.words.length > 1 || words[start - 1]?.text !== 'to') return false
  const object = words.slice(end).find(({ text }) => !isFunctionWord(text))
  return object !== undefined && isContent(object.text)
}
