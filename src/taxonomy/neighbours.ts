import { type Level, levels } from '../grid/axes.ts'
import { cellTopic, levelTopic, pairOf } from './taxonomy.ts'
import type { CellTopic, LevelTopic, Passage, Topic } from './topic.ts'

/** A topic one step away on the grid. */
export interface Neighbour {
  readonly topic: Topic
  /** The level that the step leads to. */
  readonly level: LevelTopic
  /** Says when a paper belongs there instead; only for cells. */
  readonly passage?: Passage
}

export type GridAxis = 'row' | 'column'

const axes: readonly GridAxis[] = ['row', 'column']

const steps = { up: ['row', -1], down: ['row', 1], left: ['column', -1], right: ['column', 1] } as const

/** A cell's neighbours in the order up, down, left, right; a level's on its axis; empty for other topics. */
export function neighboursOf(topic: Topic): readonly Neighbour[] {
  if (topic.kind === 'cell')
    return (['up', 'down', 'left', 'right'] as const).flatMap((way) => {
      const [axis, step] = steps[way]
      const level = levelAt(topic[axis] + step)
      const passage = topic.neighbours[way]
      if (level === undefined || passage === undefined) return []
      const neighbour = axis === 'row' ? cellTopic(level, topic.column) : cellTopic(topic.row, level)
      return [{ topic: neighbour, level: levelTopic(axis, level), passage }]
    })
  if (topic.kind === 'level') {
    const axis = axisOf(topic)
    const own = topic[axis] ?? 0
    return [own - 1, own + 1].flatMap((at) => {
      const level = levelAt(at)
      if (level === undefined) return []
      const neighbour = levelTopic(axis, level)
      return [{ topic: neighbour, level: neighbour }]
    })
  }
  return []
}

const levelAt = (at: number): Level | undefined => levels.find((level) => level === at)

/** The axis of a level. */
export const axisOf = ({ row }: LevelTopic): GridAxis => (row === undefined ? 'column' : 'row')

/** A question, and the topic for each of its answers. */
export interface DistinguishingQuestion {
  readonly question: string
  readonly yes: Topic
  readonly no: Topic
}

/**
 * Finds the questions that set two topics apart. For two topics on the grid, that is the question of their levels on the axis
 * on which they are further apart, or on both if they are equally far apart.
 *
 * @returns at most two questions.
 */
export function findDistinguishingQuestions(one: Topic, other: Topic): readonly DistinguishingQuestion[] {
  for (const [a, b] of [
    [one, other],
    [other, one],
  ] as const)
    if (a.kind === 'concept' && a.askYourself !== undefined && isOnGrid(b))
      return [{ question: a.askYourself, yes: a, no: b }]
  if (!isOnGrid(one) || !isOnGrid(other)) return []
  const furthest = Math.max(...axes.map((axis) => stepsOn(axis, one, other)))
  return axes
    .filter((axis) => furthest > 0 && stepsOn(axis, one, other) === furthest)
    .flatMap((axis) => questionOn(axis, one, other) ?? [])
}

type OnGrid = CellTopic | LevelTopic

export const isOnGrid = (topic: Topic): topic is OnGrid => topic.kind === 'cell' || topic.kind === 'level'

/** The question of the levels that two topics have on an axis; `undefined` if they share one, or if either has none. */
function questionOn(axis: GridAxis, one: OnGrid, other: OnGrid): DistinguishingQuestion | undefined {
  const [a, b] = [one[axis], other[axis]]
  if (a === undefined || b === undefined || a === b) return undefined
  const { question, yes } = pairOf(axis, a, b)
  const isOne = levelTopic(axis, a).id === yes
  return { question, yes: isOne ? one : other, no: isOne ? other : one }
}

/** How far apart two topics are on an axis, in steps; 0 if either has no level on it. */
function stepsOn(axis: GridAxis, one: OnGrid, other: OnGrid): number {
  const [a, b] = [one[axis], other[axis]]
  return a === undefined || b === undefined ? 0 : Math.abs(a - b)
}
