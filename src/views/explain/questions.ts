import type { Fact } from '../../chat/view.ts'
import {
  axisOf,
  type DistinguishingQuestion,
  findDistinguishingQuestions,
  neighboursOf,
} from '../../taxonomy/neighbours.ts'
import { levelTopic } from '../../taxonomy/taxonomy.ts'
import type { CellTopic, LevelTopic, Topic } from '../../taxonomy/topic.ts'
import { type Line, labelled } from './line.ts'
import { answersOf, stepFacts } from './topic-facts.ts'

/** A topic on the grid. */
export type Place = CellTopic | LevelTopic

/** "Would one failure be enough …? Yes: AI control. No: RLHF." */
export const toWords = ({ question, yes, no }: DistinguishingQuestion): string =>
  `${question} ${answersOf({ yes, no })}`

/** The questions of each two places that follow each other. */
export const questionLines = (places: readonly Place[]): readonly Line[] =>
  places.flatMap((place, i) => {
    const next = places[i + 1]
    return next === undefined
      ? []
      : findDistinguishingQuestions(place, next).map((question) => ({ text: toWords(question) }))
  })

/** The facts about the one step from a cell to another place; empty for a place further away. */
export const factsBetween = (cell: CellTopic, place: Place): readonly Fact[] =>
  neighboursOf(cell)
    .filter(({ topic, level }) => topic.id === place.id || level.id === place.id)
    .flatMap(stepFacts)

/** Lines on moving a cell to another place: the facts about the step, or the questions between. */
export function stepLines(cell: CellTopic, place: Place): readonly Line[] {
  const step = factsBetween(cell, place)
  if (step.length > 0) return step.map(labelled)
  return findDistinguishingQuestions(cell, place).map(({ question, yes, no }) => ({
    text: toWords({ question, yes: asAsked(yes, place), no: asAsked(no, place) }),
  }))
}

/** Where a level is asked about, a cell stands for its own level on that axis. */
function asAsked(topic: Topic, place: Place): Topic {
  if (place.kind === 'cell' || topic.kind !== 'cell') return topic
  const axis = axisOf(place)
  return levelTopic(axis, topic[axis])
}
