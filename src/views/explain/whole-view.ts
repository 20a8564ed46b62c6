import type { Fact, Part, Picture, View } from '../../chat/view.ts'
import { compareCard, explainCard } from '../../picture/explain/explain-card.ts'
import { neighboursOf } from '../../taxonomy/neighbours.ts'
import type { Passage, Topic } from '../../taxonomy/topic.ts'
import { shareButton, topicButton } from './buttons.ts'
import { nearMissFacts } from './disputed.ts'
import { summaryOf } from './explain-view.ts'
import type { Explanation } from './explanation.ts'
import { definitionFact, nameLine, toPart } from './line.ts'
import { sourcesLine, toParagraphs } from './passages.ts'
import { type PlacedHere, stepFacts, topicFacts } from './topic-facts.ts'
import { whereFacts } from './where.ts'

/** The names of the facts that are printed above, and the passages. */
type Said = ReadonlySet<string>

/**
 * The whole answer, for the person who asked: the short part, and below it what it left out.
 *
 * @param mayShare Whether they may post the short part for everyone where they asked.
 */
export function wholeExplainView(explanation: Explanation, here: PlacedHere, mayShare: boolean): View {
  const { asked, topics, lines, related } = explanation
  const said: Said = new Set(lines.flatMap(({ says = [] }) => says))
  const [one, other] = topics
  const rest =
    one === undefined ? [] : other === undefined ? restOf(one, said, here) : restOfTwo(one, other, said)
  const buttons = [...(mayShare ? [shareButton(asked)] : []), ...related.map(topicButton)]
  return {
    summary: summaryOf(lines),
    parts: [
      ...lines.map(toPart),
      ...rest,
      { kind: 'text', tone: 'muted', text: sourcesLine(topics) },
      ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const]),
    ],
  }
}

/** The card, the rest of the definition, and all other facts. */
const restOf = (topic: Topic, said: Said, here: PlacedHere): readonly Part[] => [
  ...pictureParts(explainCard(topic)),
  ...(said.has(definitionFact) ? [] : [toPart(nameLine(topic))]),
  ...paragraphs(topic.definition.slice(1)),
  ...factParts(topicFacts(topic, here, said), said),
]

/** The card of two topics, and of each what sets it apart from the other. */
const restOfTwo = (one: Topic, other: Topic, said: Said): readonly Part[] => [
  ...pictureParts(compareCard(one, other)),
  ...besides(one, other, said),
  ...besides(other, one, said),
]

function besides(topic: Topic, other: Topic, said: Said): readonly Part[] {
  const facts = [
    ...whereFacts(topic),
    ...neighboursOf(topic)
      .filter((neighbour) => neighbour.topic.id === other.id)
      .flatMap(stepFacts),
    ...(topic.kind === 'cell' ? nearMissFacts(topic, said) : []),
  ]
  const passages = said.has(definitionFact) ? topic.definition.slice(1) : topic.definition
  const parts = [...paragraphs(passages), ...factParts(facts, said)]
  return parts.length === 0 ? [] : [{ kind: 'text', text: { strong: topic.name } }, ...parts]
}

const pictureParts = (picture: Picture | undefined): readonly Part[] =>
  picture === undefined ? [] : [{ kind: 'picture', picture }]

const paragraphs = (passages: readonly Passage[]): readonly Part[] =>
  toParagraphs(passages).map((text) => ({ kind: 'text', text }))

function factParts(facts: readonly Fact[], said: Said): readonly Part[] {
  const left = facts.filter(({ name }) => !said.has(name))
  return left.length === 0 ? [] : [{ kind: 'facts', facts: left }]
}
