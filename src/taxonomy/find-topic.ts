import { isQuestion } from '../chat/question-words.ts'
import { toPlainWords } from './plain-words.ts'
import { asksForAll, coresOf, phrasesOf, readComparison, runsIn, type Sides, subjectOf } from './question.ts'
import { topics } from './taxonomy.ts'
import { type Search, searchTopics } from './topic-search.ts'

/** What is asked about a topic in particular: papers on it, or what is disputed about it. */
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

type Words = readonly string[]

/** Three of four words. A topic with a worse fit is only offered among the nearest. */
const minGoodFit = 0.75
/** Topics to begin with, for queries that are near to nothing. */
const fallbacks = ['concept.grid', 'axis.approach', 'axis.case'] as const

const keyOf = (words: Words): string => words.join('')
const withoutArticle = (words: Words): Words => (words[0] === 'the' ? words.slice(1) : words)

const names = topics.flatMap(({ id, name, aliases }) => [name, ...aliases].map((name) => ({ id, name })))
/** By exact name, because names that differ only in spelling may belong to two topics. */
const byName = new Map([
  ...names.map(({ id, name }) => [name.toLowerCase(), id] as const),
  ...topics.map(({ id }) => [id, id] as const),
])
/** By plain words. Names override ids, because the words of an id may be another topic's name. */
const byWords = new Map([
  ...topics.map(({ id }) => [keyOf(toPlainWords(id)), id] as const),
  ...names.flatMap(({ id, name }) => {
    const words = toPlainWords(name)
    return [words, withoutArticle(words)].map((words) => [keyOf(words), id] as const)
  }),
])
const findByWords = (words: Words): string | undefined => byWords.get(keyOf(words))

/** @param search Finds names that match only roughly. */
export function createFinder(search: Search): (query: string) => FoundTopic {
  function resolve(words: Words, minFit: number): string | undefined {
    for (const phrase of phrasesOf(words)) {
      const id = findByWords(phrase)
      if (id !== undefined) return id
    }
    for (const core of coresOf(subjectOf(words))) {
      const id = findByWords(core)
      if (id !== undefined) return id
      const best = search(core)[0]
      if (best !== undefined && best.fit >= minFit) return best.id
    }
    return undefined
  }

  function compareSides([one, other]: Sides): FoundTopic | undefined {
    // "science vs engineering" is a topic of its own.
    const [a, b] = [subjectOf(one), subjectOf(other)]
    const both = findByWords([...a, 'vs', ...b]) ?? findByWords([...b, 'vs', ...a])
    if (both !== undefined) return { kind: 'topic', id: both }
    const ids = [resolve(one, minGoodFit), resolve(other, minGoodFit)] as const
    if (ids[0] === undefined || ids[1] === undefined) return undefined
    return ids[0] === ids[1] ? { kind: 'topic', id: ids[0] } : { kind: 'compare', ids: [ids[0], ids[1]] }
  }

  function findNearest(words: Words, sides: readonly Sides[]): readonly [string, string, string] {
    const known = sides.flat().flatMap((side) => resolve(side, minGoodFit) ?? [])
    const near = search(subjectOf(words)).map(({ id }) => id)
    const [a, b, c] = new Set([...known, ...near, ...fallbacks])
    return [a ?? fallbacks[0], b ?? fallbacks[1], c ?? fallbacks[2]]
  }

  function toFound(words: Words, sides: readonly Sides[], id: string | undefined): FoundTopic {
    return id === undefined ? { kind: 'unknown', nearest: findNearest(words, sides) } : { kind: 'topic', id }
  }

  return (query) => {
    if (query.trim() === '') return { kind: 'list' }
    const literal = byName.get(query.trim().toLowerCase())
    if (literal !== undefined) return { kind: 'topic', id: literal }
    const words = toPlainWords(query)
    const { kind, sides } = readComparison(words)
    // Words joined by "and" may be a single name.
    const whole = kind === 'joined' ? resolve(words, 1) : findByWords(words)
    if (whole !== undefined) return { kind: 'topic', id: whole }
    if (asksForAll(words)) return { kind: 'list' }
    for (const pair of sides) {
      const found = compareSides(pair)
      if (found !== undefined) return found
    }
    if (kind === 'explicit') return toFound(words, sides, undefined)
    // A question is about the name of several words that it contains, even if other words don't match.
    const named = kind === 'joined' && isQuestion(query) ? runsIn(words) : []
    return toFound(words, sides, resolve(words, minGoodFit) ?? named.map(findByWords).find(Boolean))
  }
}

/**
 * Finds the topic of a query: a name or an alias, also in the plural, shortened or misspelt; a whole sentence; or a
 * comparison. Accepts any text.
 */
export const findTopic = createFinder(searchTopics)
