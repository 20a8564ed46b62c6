import type { PlacedPaper } from '../../atlas/placed.ts'
import { listed } from '../../chat/text.ts'
import type { Fact, Span, Text } from '../../chat/view.ts'
import { linkOf } from '../../paper/link/link-of.ts'
import type { PollId } from '../../poll/poll.ts'
import { axisOf, type Neighbour, neighboursOf } from '../../taxonomy/neighbours.ts'
import { axisTopic, levelTopic, topicOf } from '../../taxonomy/taxonomy.ts'
import type { Landmark, Pair, Topic } from '../../taxonomy/topic.ts'
import { disagreementFacts, dualEffectFacts, nearMissFacts } from './disputed.ts'
import { elsewhereFacts } from './elsewhere.ts'
import { attribute, attributeAll, separate } from './passages.ts'
import { whereFacts } from './where.ts'

export const whyFact = 'Why it is there'
export const askFact = 'Ask yourself'
export const papersFact = 'Papers'
const confusedFact = 'Easily confused'

/** The papers that a group has placed at a topic's spots, and the addresses of their polls' pages. */
export interface PlacedHere {
  readonly placed: readonly PlacedPaper[]
  /** @returns `undefined` if the poll has no page that people can open. */
  readonly pageOf: (poll: PollId) => string | undefined
}

/**
 * Everything that is known of a topic besides its definition, in the order in which it is read.
 *
 * @param said The facts and passages that are printed above.
 */
export function topicFacts(topic: Topic, here: PlacedHere, said: ReadonlySet<string>): readonly Fact[] {
  return [
    ...whereFacts(topic),
    ...askFacts(topic),
    ...ownFacts(topic, said),
    ...factOf(papersFact, topic.papers.map(paperText)),
    ...disagreementFacts(topic),
    ...dualEffectFacts(topic),
    ...factOf(
      'Placed here by this group',
      here.placed.map((one) => placedText(one, here.pageOf)),
    ),
    // Of a topic without a cell, they are part of where it sits.
    ...(topic.kind === 'unplaced' ? [] : elsewhereFacts(topic)),
  ]
}

/** A fact with several values on one line; none without values. */
const factOf = (name: string, values: readonly Text[]): readonly Fact[] =>
  values.length === 0 ? [] : [{ name, value: separate(values) }]

/** The questions that a topic's papers answer with yes. */
export function askFacts(topic: Topic): readonly Fact[] {
  if (topic.kind === 'cell') {
    const levels = [levelTopic('row', topic.row), levelTopic('column', topic.column)]
    const questions = levels.map(({ askYourself }) => askYourself).join(' ')
    return [{ name: askFact, value: `${questions} Twice yes: it belongs here.` }]
  }
  return 'askYourself' in topic && topic.askYourself !== undefined
    ? [{ name: askFact, value: topic.askYourself }]
    : []
}

/** The facts that only topics of its kind have. */
function ownFacts(topic: Topic, said: ReadonlySet<string>): readonly Fact[] {
  switch (topic.kind) {
    case 'cell':
      return [
        { name: whyFact, value: attribute(topic.why) },
        ...neighboursOf(topic).flatMap(stepFacts),
        ...nearMissFacts(topic, said),
      ]
    case 'axis':
      return [
        { name: 'Question', value: topic.question },
        ...topic.pairs.map((pair) => pairFact(pair)),
        { name: confusedFact, value: attributeAll(topic.confusions) },
      ]
    case 'level':
      return [
        { name: 'How to tell', value: topic.signs.join('; ') },
        ...axisTopic(axisOf(topic))
          .pairs.filter(({ levels }) => levels.includes(topic.id))
          .map((pair) => pairFact(pair, topic.askYourself)),
        { name: confusedFact, value: attributeAll(topic.confusions) },
      ]
    case 'contested':
      return [{ name: 'Who says so', value: listed(topic.heldBy) }]
    case 'concept':
    case 'case':
    case 'unplaced':
    case 'how-to':
      return []
  }
}

/** When one of a cell's papers would belong to a neighbour. */
export const stepFacts = ({ level, passage }: Neighbour): readonly Fact[] =>
  passage === undefined ? [] : [{ name: `What would make it ${level.name}`, value: attribute(passage) }]

/** "Engineering or Behaviorist science", with what sets them apart. @param said A question that is printed above. */
const pairFact = (pair: Pair, said?: string): Fact => ({
  name: pair.levels.map((id) => topicOf(id).name).join(' or '),
  value: pair.question === said ? pair.short : `${pair.short} ${pair.question} ${pairAnswers(pair)}`,
})

/** "Yes: Engineering. No: Behaviorist science." */
export function pairAnswers({ levels: [one, other], yes }: Pair): string {
  return answersOf({ yes: topicOf(yes), no: topicOf(yes === one ? other : one) })
}

/** "Yes: AI control. No: RLHF." */
export const answersOf = ({ yes, no }: { readonly yes: Topic; readonly no: Topic }): string =>
  `Yes: ${yes.name}. No: ${no.name}.`

/** The address of a paper. */
export function urlOf({ id }: Landmark): string {
  const at = id.indexOf(':')
  return linkOf({ kind: id.slice(0, at), value: id.slice(at + 1) })
}

/** "Scaling Laws …, Kaplan et al., 2020" */
const paperText = (paper: Landmark): readonly Span[] => [
  { link: paper.title, url: urlOf(paper) },
  `, ${paper.authors}, ${paper.year}`,
]

function placedText(
  { poll, paper: { title, url }, votes, of }: PlacedPaper,
  pageOf: PlacedHere['pageOf'],
): Text {
  const address = pageOf(poll) ?? url
  return [address === undefined ? title : { link: title, url: address }, ` (${votes} of ${of})`]
}
