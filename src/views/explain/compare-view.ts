import type { Part, View } from '../../chat/view.ts'
import { compareCard } from '../../picture/explain/explain-card.ts'
import { findDistinguishingQuestion, neighboursOf } from '../../taxonomy/neighbours.ts'
import type { Topic } from '../../taxonomy/topic.ts'
import {
  attribute,
  type Facts,
  factOf,
  passageParts,
  pictureParts,
  sourcesPart,
  topicButton,
  whereFacts,
} from './topic-parts.ts'

/** Two topics next to each other, with the one question that separates them. */
export function compareView(one: Topic, other: Topic): View {
  const title = `${one.name} vs ${other.name}`
  const question = findDistinguishingQuestion(one, other)
  return {
    summary: question === undefined ? title : `${title}: ${question.question}`,
    parts: [
      { kind: 'heading', text: title },
      ...(question === undefined
        ? []
        : [
            {
              kind: 'facts',
              facts: [
                {
                  name: 'The question',
                  value: `${question.question} Yes: ${question.yes.name}. No: ${question.no.name}.`,
                },
              ],
            } as const,
          ]),
      ...pictureParts(compareCard(one, other)),
      ...topicSummary(one, other),
      ...topicSummary(other, one),
      sourcesPart(one, other),
      { kind: 'buttons', buttons: [one, other].map(topicButton) },
    ],
  }
}

/** One of the two: its definition, where it is, and what would move a paper from it to the other. */
function topicSummary(topic: Topic, other: Topic): readonly Part[] {
  const facts: Facts = [
    ...whereFacts(topic),
    ...neighboursOf(topic).flatMap(({ topic: neighbour, level, passage }) =>
      neighbour.id === other.id && passage !== undefined
        ? [{ name: `What would make it ${level.name}`, value: attribute(passage) }]
        : [],
    ),
    ...(topic.kind === 'cell' ? factOf('Near misses', topic.nearMisses.map(attribute)) : []),
  ]
  return [
    { kind: 'heading', text: topic.name },
    ...passageParts(topic.definition.slice(0, 2)),
    ...(facts.length === 0 ? [] : [{ kind: 'facts', facts } as const]),
  ]
}
