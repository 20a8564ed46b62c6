import MiniSearch from 'minisearch'
import { toPlainWords } from './plain-words.ts'
import { subjectOf } from './question.ts'
import { topics } from './taxonomy.ts'

/** A topic that may match, with its fit. */
export interface ScoredTopic {
  readonly id: string
  /** The smaller of two shares, 0 … 1: of the query's words in its names, and of a name's words in the query. */
  readonly fit: number
}

/** Finds topics, the best fit first. */
export type Search = (words: readonly string[]) => readonly ScoredTopic[]

/** One name of a topic, as its words for searching. */
interface Name {
  readonly id: number
  readonly topic: string
  readonly words: readonly string[]
}

/** Without names that have only one word besides fillers, such as "can it work", which would match any talk. */
export const searchedNames: readonly Name[] = topics
  .flatMap(({ id, name, aliases }) =>
    [name, ...aliases].map((name) => ({ topic: id, all: toPlainWords(name) })),
  )
  .map(({ topic, all }) => ({ topic, all, words: subjectOf(all) }))
  .filter(({ all, words }) => words.length > 1 || words.length === all.length)
  .map(({ topic, words }, id) => ({ id, topic, words }))

const vocabulary = new Set(searchedNames.flatMap(({ words }) => words))

/** Maximum edit distance of a word. Words up to 4 letters must match exactly, a single word up to 5. */
const maxErrors = (word: string, _: number, words: readonly string[]): number =>
  word.length < (words.length > 1 ? 5 : 6) ? 0 : word.length < 8 ? 1 : 2

const index = new MiniSearch<Name>({
  fields: ['words'],
  extractField: (name, field) => (field === 'id' ? name.id : name.words.join(' ')),
  tokenize: (text) => text.split(' '),
  processTerm: (word) => word,
  searchOptions: { fuzzy: maxErrors },
})
index.addAll(searchedNames)

/** Searches the names of all topics, tolerating typing errors. @param words The result of `subjectOf`. */
export function searchTopics(words: readonly string[]): readonly ScoredTopic[] {
  const queried = [...new Set(words.map(undoSwaps))]
  const found = new Map<string, { matched: ReadonlySet<string>; named: number; score: number }>()
  for (const { id, queryTerms, terms, score } of index.search(queried.join(' '))) {
    const name = searchedNames[id]
    if (name === undefined) throw new Error(`There is no name ${id}`)
    const before = found.get(name.topic)
    found.set(name.topic, {
      matched: new Set([...(before?.matched ?? []), ...queryTerms]),
      named: Math.max(before?.named ?? 0, Math.min(1, terms.length / name.words.length)),
      score: Math.max(before?.score ?? 0, score),
    })
  }
  return [...found]
    .map(([id, { matched, named, score }]) => ({
      id,
      fit: Math.min(matched.size / queried.length, named),
      score,
    }))
    .toSorted((a, b) => b.fit - a.fit || b.score - a.score)
}

const minSwappedLength = 4

/** "contorl" → "control": fixes two swapped letters, which are one error but count as two in an edit distance. */
function undoSwaps(word: string): string {
  if (word.length < minSwappedLength || vocabulary.has(word)) return word
  const swaps = Array.from(
    { length: word.length - 1 },
    (_, i) => `${word.slice(0, i)}${word[i + 1]}${word[i]}${word.slice(i + 2)}`,
  )
  return swaps.find((swap) => vocabulary.has(swap)) ?? word
}
