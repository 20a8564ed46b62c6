import MiniSearch from 'minisearch'
import { toPlainWords } from './plain-words.ts'
import { subjectOf } from './question.ts'
import { topics } from './taxonomy.ts'

/** A topic that could be meant. */
export interface ScoredTopic {
  readonly id: string
  /** The lesser of two shares, 0 … 1: of what was asked that its names hold, of a name that was asked. */
  readonly fit: number
}

/** Topics by how well they fit, the best first. */
export type Search = (words: readonly string[]) => readonly ScoredTopic[]

/** One name of a topic, as the words that it is searched by. */
interface Name {
  readonly id: number
  readonly topic: string
  readonly words: readonly string[]
}

/** A name that is one word beside fillers, as in "can it work", would be found in any talk. */
export const searchedNames: readonly Name[] = topics
  .flatMap(({ id, name, aliases }) =>
    [name, ...aliases].map((name) => ({ topic: id, all: toPlainWords(name) })),
  )
  .map(({ topic, all }) => ({ topic, all, words: subjectOf(all) }))
  .filter(({ all, words }) => words.length > 1 || words.length === all.length)
  .map(({ topic, words }, id) => ({ id, topic, words }))

const vocabulary = new Set(searchedNames.flatMap(({ words }) => words))

/** Wrong, missing and needless letters that are forgiven in a word; a short one that stands alone has to be right. */
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

/** Looks among the names of all topics, with forgiveness for typing errors. @param words As `subjectOf` gives them. */
export function searchTopics(words: readonly string[]): readonly ScoredTopic[] {
  const asked = [...new Set(words.map(undoSwaps))]
  const found = new Map<string, { asked: ReadonlySet<string>; named: number; score: number }>()
  for (const { id, queryTerms, terms, score } of index.search(asked.join(' '))) {
    const name = searchedNames[id]
    if (name === undefined) throw new Error(`There is no name ${id}`)
    const before = found.get(name.topic)
    found.set(name.topic, {
      asked: new Set([...(before?.asked ?? []), ...queryTerms]),
      named: Math.max(before?.named ?? 0, Math.min(1, terms.length / name.words.length)),
      score: Math.max(before?.score ?? 0, score),
    })
  }
  return [...found]
    .map(([id, of]) => ({ id, fit: Math.min(of.asked.size / asked.length, of.named), score: of.score }))
    .toSorted((a, b) => b.fit - a.fit || b.score - a.score)
}

const minSwappedLength = 4

/** "contorl" → "control": two letters that have changed places are one error, which an edit distance counts twice. */
function undoSwaps(word: string): string {
  if (word.length < minSwappedLength || vocabulary.has(word)) return word
  const swaps = Array.from(
    { length: word.length - 1 },
    (_, i) => `${word.slice(0, i)}${word[i + 1]}${word[i]}${word.slice(i + 2)}`,
  )
  return swaps.find((swap) => vocabulary.has(swap)) ?? word
}
