import { toLine } from '../paper/clean-title.ts'
import type { Paper, PaperId } from '../paper/paper.ts'
import { recognise } from '../paper/recognise.ts'
import { excerptAround } from './excerpt.ts'
import { fold, type TextWord, wordsIn } from './text-words.ts'

/** The words to find: phrases, most of them of one word; and the paper if the whole text is its id or its link. */
export interface Query {
  readonly phrases: readonly (readonly string[])[]
  readonly paper?: PaperId
}

/** A thing that can be found: a paper, or something that people wrote. */
export type FindableItem = (
  | { readonly paper: Pick<Paper, 'id' | 'title' | 'authors'> }
  | { readonly text: string }
) & {
  /** In ms since 1970. */
  readonly at: number
}

/** Where all words were found, the best first: the paper's own id, its title, its title and authors, any other text. */
const places = ['id', 'title', 'authors', 'text'] as const

export interface FoundItem<Item> {
  readonly item: Item
  readonly where: (typeof places)[number]
  /** The text of the first hit, on one line, and where in it that is. */
  readonly text: string
  readonly hit: number
}

const maxExcerpt = 80
const quoted = /["“”„«»]([^"“”„«»]*)["“”„«»]/g

/** Reads what people type: words in any order, and phrases in quotes. */
export function readQuery(typed: string): Query {
  const recognised = recognise(typed)
  const inQuotes = [...typed.matchAll(quoted)].map(([, phrase = '']) => foldedWordsOf(phrase))
  const alone = typed.replaceAll(quoted, ' ').split(/\s+/)
  const phrases = [...inQuotes, ...alone.flatMap(toPhrases)].filter((words) => words.length > 0)
  if (!('id' in recognised)) return { phrases }
  const idWords = wordsIn(recognised.id)
  const isId = !/\s/.test(typed.trim()) || phrases.every((words) => findPhrase(idWords, words) !== undefined)
  return { phrases, ...(isId && { paper: recognised.id }) }
}

const foldedWordsOf = (text: string): readonly string[] => wordsIn(text).map(({ word }) => word)

/** Words that punctuation joins are apart; letters of a script without spaces stay together. */
const toPhrases = (text: string): readonly (readonly string[])[] =>
  text.split(/[^\p{L}\p{N}\p{M}]+/u).map(foldedWordsOf)

/** The items in which a query is found, the best first: by where it was found, then the newest. */
export function findItems<Item extends FindableItem>(
  items: readonly Item[],
  query: Query,
): readonly FoundItem<Item>[] {
  const found = items.flatMap((item) => findIn(item, query) ?? [])
  return found.toSorted((a, b) => rankOf(a) - rankOf(b) || b.item.at - a.item.at)
}

/** At most 80 characters around the first hit. */
export const excerptOf = ({ text, hit }: FoundItem<unknown>): string => excerptAround(text, hit, maxExcerpt)

const rankOf = ({ where }: FoundItem<unknown>): number => places.indexOf(where)

/** Whether all phrases occur in an item, as whole words and, at the end of each phrase, as beginnings of words. */
function findIn<Item extends FindableItem>(item: Item, query: Query): FoundItem<Item> | undefined {
  if (!('paper' in item)) return found(item, 'text', [toLine(item.text)], query)
  const { id, title, authors } = item.paper
  if (id === query.paper) return { item, where: 'id', text: title, hit: 0 }
  const names = authors.join(', ')
  return (
    found(item, 'title', [title], query) ??
    found(item, 'authors', [title, names], query) ??
    found(item, 'text', [title, names, id], query)
  )
}

/** An item in whose texts all phrases are, each in any of them. */
function found<Item>(
  item: Item,
  where: FoundItem<Item>['where'],
  texts: readonly string[],
  { phrases }: Query,
): FoundItem<Item> | undefined {
  if (phrases.length === 0 || !mayHold(texts, phrases)) return undefined
  const parts = texts.map((text) => ({ text, words: wordsIn(text) }))
  const hits = phrases.map((phrase) => parts.map(({ words }) => findPhrase(words, phrase)))
  if (!hits.every((inParts) => inParts.some((hit) => hit !== undefined))) return undefined
  const firsts = parts.map((_, i) =>
    Math.min(...hits.map((inParts) => inParts[i] ?? Number.POSITIVE_INFINITY)),
  )
  const first = firsts.findIndex(Number.isFinite)
  return { item, where, text: texts[first] ?? '', hit: firsts[first] ?? 0 }
}

/** Whether the letters of all phrases are in the texts: cheap, and true of few texts that don't match. */
function mayHold(texts: readonly string[], phrases: Query['phrases']): boolean {
  const folded = fold(texts.join(' '))
  return phrases.every((words) => words.every((word) => folded.includes(word)))
}

/** Where a phrase first begins in a text. */
function findPhrase(words: readonly TextWord[], phrase: readonly string[]): number | undefined {
  const last = phrase.length - 1
  const at = words.findIndex((_, i) =>
    phrase.every((word, k) => {
      const own = words[i + k]?.word
      return k === last ? own?.startsWith(word) : own === word
    }),
  )
  return words[at]?.from
}
