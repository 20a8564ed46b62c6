import { axisOf, isOnGrid } from '../../taxonomy/neighbours.ts'
import { axisTopic, levelTopic, topicOf } from '../../taxonomy/taxonomy.ts'
import type { CellTopic, Topic } from '../../taxonomy/topic.ts'
import { commentLines, cornerIdOf, cornerLines } from './corner.ts'
import { levelOfOtherLines } from './level-of-other.ts'
import { type Line, labelled } from './line.ts'
import { attribute } from './passages.ts'
import { type Place, questionLines, stepLines } from './questions.ts'
import { whyFact } from './topic-facts.ts'
import { placeOf, whereFact } from './where.ts'

/**
 * Whether a topic is of a level, of a cell, alignment research and so on. The first word is the answer, if there is one.
 *
 * @param asked At least one. The first one says what kind of question it is.
 * @returns `undefined` if the topics can only be compared.
 */
export function levelOfLines(topic: Topic, asked: readonly Topic[]): readonly Line[] | undefined {
  const [first] = asked
  if (first === undefined) return undefined
  return topic.kind === 'cell'
    ? levelOfCellLines(topic, first, asked)
    : levelOfOtherLines(topic, first, asked)
}

function levelOfCellLines(
  cell: CellTopic,
  first: Topic,
  asked: readonly Topic[],
): readonly Line[] | undefined {
  const corner = cornerIdOf(first)
  if (corner !== undefined) return [...cornerLines(cell, corner), ...commentLines()]
  if (first.id === topicOf('concept.applications-research').id) {
    const rest = `, for the essay's example: it has a cell. The ${essayPuts(cell)}`
    return [{ text: [{ strong: 'No' }, rest], says: [whereFact] }]
  }
  if (first.kind === 'axis') return axisLines(cell, first.id)
  const places = asked.filter(isOnGrid)
  return places.length === 0 ? undefined : placeLines(cell, places)
}

/** "essay puts RLHF at Engineering × Pessimistic-case." */
const essayPuts = (cell: CellTopic): string => `essay puts ${cell.name} at ${placeOf(cell)}.`

const whyLine = ({ why }: CellTopic): Line => labelled({ name: whyFact, value: attribute(why) })

/** A cell's level on an axis, then the other. */
function axisLines(cell: CellTopic, axis: string): readonly Line[] {
  const [row, column] = [levelTopic('row', cell.row).name, levelTopic('column', cell.column).name]
  const [level, rest] =
    axis === axisTopic('row').id
      ? [row, `in that row, and in the column ${column}`]
      : [column, `in that column, and in the row ${row}`]
  return [
    { text: [{ strong: `${level}.` }, ` The essay puts ${cell.name} ${rest}.`], says: [whereFact] },
    whyLine(cell),
  ]
}

/** Whether a cell is of one or more levels or cells. */
function placeLines(cell: CellTopic, places: readonly Place[]): readonly Line[] {
  const answer = (first: string, article = 'The'): Line => ({
    text: [{ strong: first }, ` ${article} ${essayPuts(cell)}`],
    says: [whereFact],
  })
  const [right] = places.filter((place) => isOf(cell, place))
  const wrong = places.filter((place) => !isOf(cell, place))
  const [missed] = wrong
  if (missed === undefined) return [answer('Yes.'), whyLine(cell)]
  if (right !== undefined) {
    const between = questionLines([right, ...wrong])
    // Levels of two axes have no question between them.
    return [
      answer(`${right.name}.`),
      ...(between.length > 0 ? between : wrong.flatMap((place) => stepLines(cell, place))),
    ]
  }
  if (places.length === 1) return [answer('No.'), ...stepLines(cell, missed)]
  const first = places.length === 2 ? 'Neither:' : 'None of them:'
  return [answer(first, 'the'), ...questionLines(places)]
}

const isOf = (cell: CellTopic, place: Place): boolean => {
  if (place.kind === 'cell') return place.id === cell.id
  const axis = axisOf(place)
  return place[axis] === cell[axis]
}
