import { toPlainWords, toWords } from './asking/plain-words.ts'
import { lexicon } from './names.ts'
import { findClose } from './nearest.ts'
import { topicOf, topics } from './taxonomy.ts'
import type { Topic } from './topic.ts'

const toPlain = (text: string): string => toPlainWords(text).join(' ')

const suggested = topics.map((topic) => ({
  topic,
  names: [topic.name, ...topic.aliases, ...topic.aliasesAlone].map(toPlain),
}))

const comparisonPattern = /^(?<first>.*\s(?:vs\.?|versus)\s+)(?<second>.*)$/is

/** Topics that match the text typed so far; after "vs", the second topic of a comparison. */
export function suggestTopics(typed: string): readonly { label: string; value: string }[] {
  const { first = '', second = typed } = comparisonPattern.exec(typed)?.groups ?? {}
  const found = findTopicsLike(second).filter(({ kind }) => first === '' || kind !== 'how-to')
  return found.map(({ name }) => ({ label: `${first}${name}`, value: `${first}${name}` }))
}

/** Topics with a name that starts with the text, then those with a word that does, then those with words of it. */
function findTopicsLike(typed: string): readonly Topic[] {
  const part = toPlain(typed)
  const withNames = (isMatch: (name: string) => boolean) =>
    suggested.filter(({ names }) => names.some(isMatch)).map(({ topic }) => topic)
  const close = findClose(toWords(typed, lexicon.spelling.correct).map(({ text }) => text)).map(topicOf)
  return [
    ...new Set([
      ...withNames((name) => name.startsWith(part)),
      ...withNames((name) => name.includes(` ${part}`)),
      ...close,
    ]),
  ]
}
