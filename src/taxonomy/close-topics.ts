import { toPlainWords } from './asking/plain-words.ts'
import { topicOf } from './taxonomy.ts'
import type { Topic } from './topic.ts'

/** A part of a query: from the first of its words up to another. */
interface Run {
  readonly start: number
  readonly end: number
}

/**
 * Of the topics that are nearest to a query, those that are close enough to be offered: one of their
 * names, whatever else it means, is among the query's words, and no longer name of another one is there.
 */
export function findCloseTopics(query: string, nearest: readonly string[]): readonly Topic[] {
  const words = toPlainWords(query)
  const found = nearest
    .map(topicOf)
    .flatMap((topic) => namesOf(topic).flatMap((name) => runsOf(words, name).map((run) => ({ topic, run }))))
  const longest = found.filter(({ run }) => !found.some((other) => isPartOf(run, other.run)))
  return [...new Set(longest.map(({ topic }) => topic))]
}

const namesOf = ({ name, aliases, aliasesAlone }: Topic) =>
  [name, ...aliases, ...aliasesAlone].map(toPlainWords).filter(({ length }) => length > 0)

/** Where the words contain a name. */
const runsOf = (words: readonly string[], name: readonly string[]): readonly Run[] =>
  words.flatMap((_, start) =>
    name.every((word, i) => word === words[start + i]) ? [{ start, end: start + name.length }] : [],
  )

const isPartOf = (run: Run, other: Run): boolean =>
  other.start <= run.start && run.end <= other.end && other.end - other.start > run.end - run.start
