import { listedAsChoices } from '../../chat/text.ts'
import type { Fact } from '../../chat/view.ts'
import { approach, caseFocus, cells } from '../../grid/axes.ts'
import { lineOfLevel, mentionOf } from '../../taxonomy/place-words.ts'
import { axisTopic, exampleOf, topicOf } from '../../taxonomy/taxonomy.ts'
import type { CellTopic, LevelTopic, Topic, UnplacedTopic } from '../../taxonomy/topic.ts'
import { elsewhereFacts } from './elsewhere.ts'
import { markOf } from './passages.ts'

export const whereFact = 'Where it sits'

/** "Behaviorist science × Worst-case" */
export const placeOf = ({ row, column }: Pick<CellTopic, 'row' | 'column'>): string =>
  `${approach.levels[row]} × ${caseFocus.levels[column]}`

/** A topic's place on the grid: its cell, its row or column, or where it might go; empty for topics without a place. */
export function whereFacts(topic: Topic): readonly Fact[] {
  const value = whereOf(topic)
  return value === undefined ? [] : [{ name: whereFact, value }]
}

export function whereOf(topic: Topic): string | undefined {
  switch (topic.kind) {
    case 'cell':
      return `${placeOf(topic)} ${markOf(topic.source)}.`
    case 'level':
      return `${lineOfLevel(topic)}. Examples in the essay: ${examplesOf(topic).join(' · ')}.`
    case 'axis': {
      const lines = topic.id === axisTopic('row').id ? 'rows' : 'columns'
      return `the ${lines} of the grid, ${topic.levels.map((id) => topicOf(id).name).join(' · ')}.`
    }
    case 'unplaced':
      return `${inEssay(topic)} ${guessesOf(topic)}`
    case 'concept':
    case 'case':
    case 'contested':
    case 'how-to':
      return undefined
  }
}

/** The essay's examples in a level's three cells. */
const examplesOf = ({ row, column }: LevelTopic): readonly string[] =>
  cells
    .filter((cell) => cell.row === row || cell.column === column)
    .map((cell) => exampleOf(cell.row, cell.column) ?? '')

/** "the essay does not mention it." */
export const inEssay = (topic: UnplacedTopic): string => `the essay ${mentionOf(topic)}.`

/** Where others and we would put a topic without a cell. */
export const guessesOf = (topic: UnplacedTopic): string => [...othersOf(topic), ownGuess(topic)].join(' ')

const othersOf = (topic: UnplacedTopic): readonly string[] =>
  elsewhereFacts(topic).map(({ name, value }) => `${name}: ${value}`)

/** "Our guess: AI control, if …; or Scalable oversight, if …." */
export const ownGuess = ({ ourGuess }: UnplacedTopic): string =>
  `Our guess: ${ourGuess.map(({ cell, because }) => `${topicOf(cell).name}, ${because}`).join('; or ')}.`

/** The same as {@link whereOf}, without the reasons of a guess and the examples of a level. */
export function whereInShort(topic: Topic): string | undefined {
  if (topic.kind === 'level') return `${lineOfLevel(topic)}.`
  if (topic.kind !== 'unplaced') return whereOf(topic)
  const cells = listedAsChoices(topic.ourGuess.map(({ cell }) => topicOf(cell).name))
  return [inEssay(topic), ...othersOf(topic), `Our guess: ${cells}.`].join(' ')
}

/** The position of a cell in words: "top middle", "middle". */
export function positionOf({ row, column }: Pick<CellTopic, 'row' | 'column'>): string {
  const [across, down] = [['left', 'middle', 'right'][column], ['top', 'middle', 'bottom'][row]]
  return across === down ? 'middle' : `${down} ${across}`
}
