import { capitalise } from '../../chat/text.ts'
import type { Text } from '../../chat/view.ts'
import { findDistinguishingQuestions } from '../../taxonomy/neighbours.ts'
import type { Topic } from '../../taxonomy/topic.ts'
import { definitionFact, isShort, type Line } from './line.ts'
import { attribute } from './passages.ts'
import { toWords } from './questions.ts'
import { whereFact, whereInShort, whereOf } from './where.ts'

/** Two topics beside each other, after the questions that set them apart, if there are any. */
export function compareLines(one: Topic, other: Topic): readonly Line[] {
  const questions = findDistinguishingQuestions(one, other).map(toWords)
  const head: Text =
    questions.length === 0
      ? { strong: `${one.name} vs ${other.name}` }
      : [{ strong: `${one.name} or ${other.name}?` }, ` ${questions.join(' ')}`]
  const tries = [toWhole, withoutReasons, toPlaceAlone].map((write): readonly Line[] => [
    { text: head },
    ...[one, other].map(write),
  ])
  return tries.find(isShort) ?? tries.at(-1) ?? []
}

const toWhole = (topic: Topic): Line => ({
  ...toLine(topic, [attribute(topic.definition[0]), whereOf(topic)]),
  says: [definitionFact, whereFact],
})

/** Two topics without a cell, or two levels, may need more room than there is. */
const withoutReasons = (topic: Topic): Line => ({
  ...toLine(topic, [attribute(topic.definition[0]), whereInShort(topic)]),
  says: [definitionFact],
})

const toPlaceAlone = (topic: Topic): Line =>
  toLine(topic, [whereInShort(topic) ?? attribute(topic.definition[0])])

/** "**AI control:** Arranging things so that … Behaviorist science × Worst-case (the essay)." */
const toLine = ({ name }: Topic, sentences: readonly (string | undefined)[]): Line => ({
  text: [
    { strong: `${name}:` },
    ` ${sentences
      .flatMap((one) => one ?? [])
      .map(capitalise)
      .join(' ')}`,
  ],
})
