import { toPlainWords } from './plain-words.ts'
import { topicOf } from './taxonomy.ts'
import type { Topic } from './topic.ts'

/**
 * Of the topics that are nearest to a query, those that are close enough to be offered as what may be meant: one of their
 * names, whatever else it means, is among the query's words.
 */
export function findCloseTopics(query: string, nearest: readonly string[]): readonly Topic[] {
  const words = toPlainWords(query)
  return nearest
    .map(topicOf)
    .filter(({ name, aliases, aliasesAlone }) =>
      [name, ...aliases, ...aliasesAlone].some((name) => hasRun(words, toPlainWords(name))),
    )
}

/** Whether the words contain others in a row. */
const hasRun = (words: readonly string[], run: readonly string[]): boolean =>
  run.length > 0 && words.some((_, at) => run.every((word, i) => word === words[at + i]))
