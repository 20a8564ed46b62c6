import { aspectOf } from './asking/aspect.ts'
import { asksForDualEffects, asksForList, findFixed } from './asking/fixed-answers.ts'
import { isIn } from './asking/function-words.ts'
import { findHowTo } from './asking/how-to-question.ts'
import { contentOf } from './asking/left-over.ts'
import { kindOf } from './asking/name.ts'
import { spotNames } from './asking/name-spots.ts'
import { type PlacementQuestion, readPlacement, withoutAxes } from './asking/placement-question.ts'
import { toWords, type Word } from './asking/plain-words.ts'
import type { Spot } from './asking/possible-names.ts'
import { isCompared, type Mood, moodOf, shapeOf } from './asking/question.ts'
import { usableNames } from './asking/usable-names.ts'
import { lexicon } from './names.ts'
import { nearestTo } from './nearest.ts'
import { isRightPlace } from './places.ts'
import { cellTopic, topicOf, topics } from './taxonomy.ts'

/** A part of a topic: papers on it, or its disputes. */
export type Aspect = 'papers' | 'disputed'

/** The result of a query. Topics are given by their ids. */
export type FoundTopic =
  | { readonly kind: 'topic'; readonly id: string; readonly aspect?: Aspect }
  /** Whether the topic is of one of these: levels, an axis for "which row", cells, or other topics. */
  | { readonly kind: 'level-of'; readonly id: string; readonly asked: readonly string[] }
  /** A question that takes a place for granted which isn't the essay's. */
  | { readonly kind: 'premise'; readonly id: string; readonly claimed: string }
  | { readonly kind: 'how-to'; readonly id: string }
  | { readonly kind: 'compare'; readonly ids: readonly [string, string] }
  | { readonly kind: 'list' }
  | { readonly kind: 'unknown'; readonly nearest: readonly [string, string, string] }

/** By ids and exact names, because names that differ only in spelling may belong to two topics. */
const literals = new Map(
  topics.flatMap(({ id, name, aliases }) =>
    [id, name, ...aliases].map((one) => [one.toLowerCase(), id] as const),
  ),
)

/**
 * Finds what a text asks: about a topic by its names, also in the plural, inflected or misspelt; about two; about a
 * topic's place; or about the bot and the essay. The names in it and what is left over decide. Accepts any text.
 */
export function findTopic(query: string): FoundTopic {
  if (query.trim() === '') return { kind: 'list' }
  const literal = literals.get(query.trim().toLowerCase())
  if (literal !== undefined) return toTopic(literal)
  const words = toWords(query, lexicon.spelling.correct)
  const spots = spotNames(words, lexicon)
  return (
    findUnnamed(words, spots) ??
    findNamed(words, spots, moodOf(query, words, spots)) ??
    toUnknown(words, spots)
  )
}

/** Whether a text is a question about topics that are known, rather than only their names. */
export function isTopicQuestion(text: string): boolean {
  const words = toWords(text, lexicon.spelling.correct)
  const { kind } = findTopic(text)
  return (
    kind !== 'list' && kind !== 'unknown' && moodOf(text, words, spotNames(words, lexicon)) === 'question'
  )
}

function toTopic(id: string, aspect?: Aspect): FoundTopic {
  return topicOf(id).kind === 'how-to'
    ? { kind: 'how-to', id }
    : { kind: 'topic', id, ...(aspect && { aspect }) }
}

function toUnknown(words: readonly Word[], spots: readonly Spot[]): FoundTopic {
  const [ordinary, clear] = [true, false].map((is) => spots.filter(({ name }) => name.isOrdinary === is))
  const known = [...(clear ?? []), ...(ordinary ?? [])].map(({ name }) => name.id)
  return {
    kind: 'unknown',
    nearest: nearestTo(
      known,
      words.map(({ text }) => text),
    ),
  }
}

/** Reads questions about the bot, the essay and the answers themselves. */
function findUnnamed(words: readonly Word[], spots: readonly Spot[]): FoundTopic | undefined {
  if (isCompared(words)) return undefined
  if (asksForList(words, spots)) return { kind: 'list' }
  if (asksForDualEffects(words, spots)) return { kind: 'topic', id: 'case.dual-effects' }
  const clear = new Set(spots.filter(({ name }) => !name.isOrdinary).map(({ name }) => name.id))
  const isHowTo = spots.every(({ name }) => /^(?:how-to|axis)\.|^concept\.grid/.test(name.id))
  // One name of a task decides, of several what is done to what.
  const tasks = new Set(spots.filter(({ name }) => kindOf(name) === 'how-to').map(({ name }) => name.id))
  const howTo = isHowTo && (clear.size === 0 || tasks.size > 1) ? findHowTo(words) : undefined
  if (howTo !== undefined) return toTopic(howTo)
  const fixed = [...clear].every((id) => id === 'concept.grid') ? findFixed(words, spots) : undefined
  return fixed === undefined ? undefined : toTopic(fixed)
}

/** Reads questions about the named topics. */
function findNamed(words: readonly Word[], all: readonly Spot[], mood: Mood): FoundTopic | undefined {
  const spots = withoutAxes(words, usableNames(words, all, mood))
  const [first, second] = new Set(spots.map(({ name }) => name.id))
  if (first === undefined) return undefined
  if (second === undefined) return findOne(words, spots, first)
  const howTo = spots.find(({ name }) => kindOf(name) === 'how-to' && !name.isOrdinary)
  if (howTo !== undefined) return toTopic(howTo.name.id)
  const placement = readPlacement(words, spots)
  if (placement !== undefined) return toPlaced(placement)
  const cell = findCell(spots)
  return cell === undefined ? { kind: 'compare', ids: inOrder(first, second) } : toTopic(cell)
}

function toPlaced({ id, asked, claimed }: PlacementQuestion): FoundTopic {
  const wrong = claimed.find((name) => !isRightPlace(id, name))
  return wrong === undefined ? { kind: 'level-of', id, asked } : { kind: 'premise', id, claimed: wrong.id }
}

/** Reads a question about a single topic. @returns `undefined` if it is compared with something unknown. */
function findOne(words: readonly Word[], spots: readonly Spot[], id: string): FoundTopic | undefined {
  const shape = shapeOf(words, spots)
  const isChoice = / N or \S| \S+ or N /.test(shape) && !words.some(({ text }) => isIn(text, 'copulas'))
  const isWithOther = spots.length === 1 && contentOf(words, spots).length > 0
  if (isWithOther && (isChoice || isCompared(words))) return undefined
  const aspect = aspectOf(shape, { isLevel: id.startsWith('level.') })
  // A contested topic is a dispute itself.
  return toTopic(id, aspect === 'disputed' && id.startsWith('contested.') ? undefined : aspect)
}

/** The cell of a row and a column that are named beside each other. */
function findCell(spots: readonly Spot[]): string | undefined {
  const [one, other, third] = spots
  if (one === undefined || other === undefined || third !== undefined || one.end !== other.start)
    return undefined
  const [a, b] = [topicOf(one.name.id), topicOf(other.name.id)]
  if (a.kind !== 'level' || b.kind !== 'level') return undefined
  const [row, column] = [a.row ?? b.row, a.column ?? b.column]
  return row === undefined || column === undefined ? undefined : cellTopic(row, column).id
}

/** Two levels of one axis in the order of the axis, others as they are named. */
function inOrder(one: string, other: string): readonly [string, string] {
  const axis = topics.find(
    (topic) => topic.kind === 'axis' && [one, other].every((id) => topic.levels.includes(id)),
  )
  const isReversed = axis?.kind === 'axis' && axis.levels.indexOf(one) > axis.levels.indexOf(other)
  return isReversed ? [other, one] : [one, other]
}
