import { capitalise } from '../../chat/text.ts'
import { isOnGrid } from '../../taxonomy/neighbours.ts'
import { sourceOf, topicOf } from '../../taxonomy/taxonomy.ts'
import type { Topic, UnplacedTopic } from '../../taxonomy/topic.ts'
import { commentLines, cornerIdOf } from './corner.ts'
import { isAt, levelsOf } from './elsewhere.ts'
import { type Line, labelled, nameLine, toSentence } from './line.ts'
import { attribute } from './passages.ts'
import { questionLines } from './questions.ts'
import { askFact } from './topic-facts.ts'
import { inEssay, ownGuess, whereFact, whereFacts } from './where.ts'

/** The known facts about the place of a topic that isn't a cell, and what helps to find it. There is no yes or no. */
export function levelOfOtherLines(
  topic: Topic,
  first: Topic,
  asked: readonly Topic[],
): readonly Line[] | undefined {
  const help = helpLines(topic, first, asked)
  return help && [...knownLines(topic, asked), ...help]
}

/** @returns `undefined` if the two can only be compared. */
function helpLines(topic: Topic, first: Topic, asked: readonly Topic[]): readonly Line[] | undefined {
  if (cornerIdOf(first) !== undefined)
    return [
      { text: [{ strong: toSentence(first.name) }, ` ${attribute(first.definition[0])}`] },
      ...commentLines(),
    ]
  if (first.id === topicOf('concept.applications-research').id) return askLines(first)
  if (first.kind === 'axis') return [labelled({ name: askFact, value: first.question })]
  const places = asked.filter(isOnGrid)
  const isComparison = topic.kind !== 'unplaced' && (isOnGrid(topic) || first.kind === 'cell')
  if (places.length === 0 || isComparison) return undefined
  const questions = questionLines(places)
  return questions.length > 0 ? questions : places.flatMap(askLines)
}

/** The question that papers of a level, or of applications research, answer with yes. */
const askLines = (topic: Topic): readonly Line[] =>
  'askYourself' in topic && topic.askYourself !== undefined
    ? [labelled({ name: askFact, value: `${topic.askYourself} Yes: ${topic.name}.` })]
    : []

function knownLines(topic: Topic, asked: readonly Topic[]): readonly Line[] {
  const [where] = whereFacts(topic)
  if (where === undefined) return [nameLine(topic)]
  const exact = topic.kind === 'unplaced' ? exactLines(topic, asked) : []
  if (exact.length > 0) return exact
  const { text } = labelled(where)
  return [{ text: [{ strong: toSentence(topic.name) }, ' ', ...[text].flat()], says: [whereFact] }]
}

/** Where a topic sits that another team puts exactly at a cell that is asked about; empty for others. */
function exactLines(topic: UnplacedTopic, asked: readonly Topic[]): readonly Line[] {
  const cells = asked.filter((one) => one.kind === 'cell')
  const found = topic.placedElsewhere.flatMap((placement) =>
    cells.filter((cell) => isAt(placement, cell)).map((cell) => ({ placement, cell })),
  )
  return found.slice(0, 1).flatMap(({ placement, cell }) => [
    {
      text: [
        { strong: toSentence(cell.name) },
        ` ${capitalise(sourceOf(placement.by).label)} puts ${topic.name} exactly there, at ${levelsOf(placement)}.`,
      ],
    },
    labelled({ name: whereFact, value: `${inEssay(topic)} ${ownGuess(topic)}` }),
  ])
}
