import { toPlainWords } from './plain-words.ts'
import { subjectOf } from './question.ts'
import { topicOf, topics } from './taxonomy.ts'
import type { Topic } from './topic.ts'
import { searchTopics } from './topic-search.ts'

const toPlain = (text: string): string => toPlainWords(text).join(' ')

const names = topics.map((topic) => ({ topic, names: [topic.name, ...topic.aliases].map(toPlain) }))

const comparisonPattern = /^(?<first>.*\s(?:vs\.?|versus)\s+)(?<second>.*)$/is

/** Topics that match the text typed so far; after "vs", the second topic of a comparison. */
export function suggestTopics(typed: string): readonly { label: string; value: string }[] {
  const { first = '', second = typed } = comparisonPattern.exec(typed)?.groups ?? {}
  return findTopicsLike(second).map(({ name }) => ({ label: `${first}${name}`, value: `${first}${name}` }))
}

/** Topics with a name that starts with the text, then those with a word that does, then similar ones. */
function findTopicsLike(typed: string): readonly Topic[] {
  const part = toPlain(typed)
  const withNames = (isMatch: (name: string) => boolean) =>
    names.filter(({ names }) => names.some(isMatch)).map(({ topic }) => topic)
  const words = subjectOf(toPlainWords(typed))
  const alike = words.length === 0 ? [] : searchTopics(words).map(({ id }) => topicOf(id))
  return [
    ...new Set([
      ...withNames((name) => name.startsWith(part)),
      ...withNames((name) => name.includes(` ${part}`)),
      ...alike,
    ]),
  ]
}
