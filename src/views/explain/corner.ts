import { topicOf } from '../../taxonomy/taxonomy.ts'
import type { CellTopic, Topic } from '../../taxonomy/topic.ts'
import type { Line } from './line.ts'
import { attribute } from './passages.ts'
import { placeOf } from './where.ts'

/** The first words of the answer, in bold, and the rest of the sentence. */
type Answer = readonly [first: string, rest: string]

const between: Answer = ['In between,', ' as far from one corner as from the other.']

/**
 * Whether a cell's research is alignment or capabilities research, by the steps down and to the right from the capabilities
 * corner, 0 … 4. There is no cut-off in the essay: the steps are our reading.
 */
const answers = {
  'concept.alignment-research': [
    ['No:', ' it is the opposite corner.'],
    ['No:', ' it is near the capabilities end.'],
    between,
    ['Mostly:', ' one step from the alignment corner.'],
    ['Yes:', ' it is the alignment corner.'],
  ],
  'concept.capabilities-research': [
    ['Yes:', ' it is the capabilities corner.'],
    ['Mostly:', ' one step from the capabilities corner.'],
    between,
    ['No:', ' it is near the other end.'],
    ['No:', ' it is the opposite corner.'],
  ],
} as const satisfies Readonly<Record<string, readonly Answer[]>>

type CornerId = keyof typeof answers

const ids = Object.keys(answers) as CornerId[]

/** The id of a topic that is defined as the research near a corner; `undefined` for other topics. */
export const cornerIdOf = ({ id }: Topic): CornerId | undefined => ids.find((corner) => corner === id)

/** Whether a cell's research is that of a corner. */
export function cornerLines(cell: CellTopic, corner: CornerId): readonly Line[] {
  const [first, rest] = answers[corner][cell.row + cell.column] ?? between
  return [
    { text: [{ strong: first }, rest] },
    {
      text: `The essay puts ${cell.name} at ${placeOf(cell)}. It sets no cut-off between the corners; the steps are our reading.`,
    },
  ]
}

/** The view of a reader of the essay that what counts is the goal. */
export const commentLines = (): readonly Line[] =>
  topicOf('concept.alignment-research')
    .definition.filter(({ source }) => source === 'comments')
    .map((passage) => ({ text: attribute(passage) }))
