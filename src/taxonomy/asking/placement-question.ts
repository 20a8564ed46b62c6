import { isOf } from './asking-words.ts'
import { isFunctionWord, isIn } from './function-words.ts'
import { isEnd, isPlace, kindOf, type Name } from './name.ts'
import type { Word } from './plain-words.ts'
import type { Spot } from './possible-names.ts'
import { isCompared, textOf } from './question.ts'

/** A question whether a topic is of certain levels, cells or other topics. */
export interface PlacementQuestion {
  readonly id: string
  /** In the order in which they are named. */
  readonly asked: readonly string[]
  /** The places among them that it takes for granted. */
  readonly claimed: readonly Name[]
}

/** Reads a question that places a topic. @returns `undefined` for other questions. */
export function readPlacement(words: readonly Word[], spots: readonly Spot[]): PlacementQuestion | undefined {
  const subject = findSubject(words, spots)
  if (subject === undefined) return undefined
  const id = subject.name.id
  const others = spots.filter(({ name }) => name.id !== id)
  const places = others.filter((spot) => isPlace(spot.name) || isEnd(spot.name))
  const predicates = others.some(({ name }) => isPlace(name)) ? places : others
  if (isComparison(words, subject, others)) return undefined
  if (places.length === 0 && !isPredicated(words, subject, predicates[0])) return undefined

  const asserted = predicates.filter((spot) => !isDenied(words, spot))
  const meant = asserted.length === 0 ? predicates : asserted
  const asked = [...new Set(meant.map(({ name }) => name.id))]
  const claimed = isTakenForGranted(words, predicates)
    ? asserted.map(({ name }) => name).filter(isClaimable)
    : []
  return { id, asked, claimed }
}

/** The names without "row" in "the engineering row", and without "approach" where it doesn't ask for the axis. */
export function withoutAxes(words: readonly Word[], spots: readonly Spot[]): readonly Spot[] {
  const hasSubject = spots.some(({ name }) => kindOf(name) !== 'axis') && !isCompared(words)
  return spots.filter(({ name, start, end }) => {
    if (kindOf(name) !== 'axis') return true
    const isBesideLevel = spots.some(
      (spot) => kindOf(spot.name) === 'level' && (spot.end === start || end === spot.start),
    )
    const isAskedFor = name.words[0] !== 'approach' || /^(?:what|which)$/.test(words[start - 1]?.text ?? '')
    return !isBesideLevel && (isAskedFor || !hasSubject)
  })
}

/** The topic that is placed. */
function findSubject(words: readonly Word[], spots: readonly Spot[]): Spot | undefined {
  const [first, ...rest] = spots.filter((spot) => !isPlace(spot.name) && !isEnd(spot.name))
  if (first === undefined)
    return spots.find(({ name }) => isEnd(name)) ?? spots.find(({ name }) => kindOf(name) === 'cell')
  const last = rest.at(-1)
  return last !== undefined && isLastPlaced(words, first, last) ? last : first
}

/** Whether of several topics the last is the one that is placed: "X or Y for Z", "does X include Z". */
function isLastPlaced(words: readonly Word[], first: Spot, last: Spot): boolean {
  const between = textOf(words.slice(first.end, last.start))
  if (/ (?:comprise|contain|cover|encompass|include) /.test(between)) return true
  return / or .* (?:for|about) $/.test(between) && !hasCopula(words.slice(0, first.start))
}

const hasCopula = (words: readonly Word[]): boolean => words.some(({ text }) => isIn(text, 'copulas'))

/** Whether two are compared, rather than one placed in the other. */
function isComparison(words: readonly Word[], subject: Spot, others: readonly Spot[]): boolean {
  // "Pessimistic vs worst-case for X"
  if (new Set(others.map(({ name }) => name.id)).size > 1 && others.some(({ name }) => isPlace(name)))
    return false
  if (isCompared(words)) return true
  return others.some((spot) => {
    const [first, second] = spot.start < subject.start ? [spot, subject] : [subject, spot]
    return /^ (?:and|or) $/.test(textOf(words.slice(first.end, second.start)))
  })
}

/** The words before a subject that may hold the verb. */
const maxVerbDistance = 3

/** Whether the words around two topics say that one is, counts as or goes under the other. */
function isPredicated(words: readonly Word[], subject: Spot, predicate: Spot | undefined): boolean {
  if (predicate === undefined) return false
  if (predicate.start < subject.start) return true
  const before = words.slice(0, subject.start)
  const between = words.slice(subject.end, predicate.start)
  const isOnlyLink = between.every(
    ({ text }) =>
      isFunctionWord(text) || isOf(text, 'place', 'noun', 'worth', 'quality', 'account', 'mean', 'happen'),
  )
  if (!isOnlyLink || between.some(({ text }) => text === 'and')) return false
  const links = (list: readonly Word[]) =>
    hasCopula(list) || list.some(({ text }) => isOf(text, 'place') || /^ma(?:de|ke)$/.test(text))
  return links(between) || links(before.slice(-maxVerbDistance))
}

/** Whether a place is named only to be denied: "pessimistic and not average", "rather than average". */
function isDenied(words: readonly Word[], { start }: Spot): boolean {
  const before = textOf(words.slice(0, start)).replace(
    /(?: (?:in|under|as|at|just|also|only|really))+ $/,
    ' ',
  )
  return / (?:not|never|rather than|instead of) $/.test(before)
}

/** Whether the question is for the reason of a placement, so that it takes it for granted. */
function isTakenForGranted(words: readonly Word[], predicates: readonly Spot[]): boolean {
  if (!/ (?:why|how come|how (?:is|are)|what make|reason) /.test(textOf(words))) return false
  const denials = predicates.filter((spot) => isDenied(words, spot)).map(({ start }) => start)
  const negation = words.findLastIndex(({ text }) => text === 'not')
  return negation < 0 || denials.some((start) => start > negation)
}

const isClaimable = (name: Name): boolean => isEnd(name) || /^(?:level|cell)$/.test(kindOf(name))
