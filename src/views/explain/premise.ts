import { capitalise } from '../../chat/text.ts'
import { isOnGrid } from '../../taxonomy/neighbours.ts'
import { mentionOf } from '../../taxonomy/place-words.ts'
import { cellTopic } from '../../taxonomy/taxonomy.ts'
import type { CellTopic, Topic, UnplacedTopic } from '../../taxonomy/topic.ts'
import { cornerIdOf } from './corner.ts'
import { definitionFact, type Line, labelled } from './line.ts'
import { attribute } from './passages.ts'
import { factsBetween } from './questions.ts'
import { guessesOf, placeOf, positionOf, whereFact } from './where.ts'

/** The corner of a kind of research, and the cell in it. */
const corners = {
  'concept.capabilities-research': { where: 'in the top left', cell: cellTopic(0, 0) },
  'concept.alignment-research': { where: 'in the bottom right, the alignment corner', cell: cellTopic(2, 2) },
} as const

/**
 * The answer to a question that takes a place for granted which isn't the essay's.
 *
 * @returns `undefined` if the topic is neither a cell nor one without a cell.
 */
export function premiseLines(topic: Topic, claimed: Topic): readonly Line[] | undefined {
  if (topic.kind === 'unplaced') return unplacedLines(topic)
  if (topic.kind !== 'cell') return undefined
  const corner = cornerIdOf(claimed)
  const definition = { text: attribute(topic.definition[0]), says: [definitionFact] }
  if (corner !== undefined) return [cornerLine(topic, corners[corner]), definition]
  const said = ` it is ${placeOf(topic)}.`
  return [
    { text: [{ strong: `${topic.name} isn't ${claimed.name} in the essay:` }, said], says: [whereFact] },
    ...(isOnGrid(claimed) ? factsBetween(topic, claimed).map(labelled) : []),
    definition,
  ]
}

const cornerLine = (topic: CellTopic, { where, cell }: (typeof corners)[keyof typeof corners]): Line => ({
  text: [
    { strong: `${topic.name} isn't ${where}.` },
    ` The essay puts it at ${placeOf(topic)}, in the ${positionOf(topic)}.`,
    ` ${capitalise(positionOf(cell))} is ${cell.name}.`,
  ],
  says: [whereFact],
})

function unplacedLines(topic: UnplacedTopic): readonly Line[] {
  return [
    { text: [{ strong: `The essay doesn't place ${topic.name}:` }, ` it ${mentionOf(topic)}.`] },
    labelled({ name: whereFact, value: guessesOf(topic) }),
  ]
}
