import { type Level, levels } from '../grid/axes.ts'
import { cellTopic, levelTopic } from './taxonomy.ts'
import type { LevelTopic, Passage, Topic } from './topic.ts'

/** A topic one step away on the grid. */
export interface Neighbour {
  readonly topic: Topic
  /** The level that the step leads to. */
  readonly level: LevelTopic
  /** Says when a paper belongs there instead; only for cells. */
  readonly passage?: Passage
}

type Axis = 'row' | 'column'

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

const axisOf = ({ row }: LevelTopic): Axis => (row === undefined ? 'column' : 'row')

/** A question, and the topic for each of its answers. */
export interface DistinguishingQuestion {
  readonly question: string
  readonly yes: Topic
  readonly no: Topic
}

/**
 * Finds the question that distinguishes two topics. For two topics on the grid it is about the axis on which they are
 * further apart; ties go to the approach.
 *
 * @returns `undefined` if there is no such question.
 */
export function findDistinguishingQuestion(one: Topic, other: Topic): DistinguishingQuestion | undefined {
  for (const [a, b] of [
    [one, other],
    [other, one],
  ] as const)
    if (a.kind === 'concept' && a.askYourself !== undefined && isOnGrid(b))
      return { question: a.askYourself, yes: a, no: b }
  if (!isOnGrid(one) || !isOnGrid(other)) return undefined
  const [axis] = (['row', 'column'] as const)
    .map((axis) => [axis, stepsOn(axis, one, other)] as const)
    .filter(([, steps]) => steps > 0)
    .toSorted(([, a], [, b]) => b - a)
    .map(([axis]) => axis)
  if (axis === undefined) return undefined
  const [nearer, further] = (one[axis] ?? 0) < (other[axis] ?? 0) ? [one, other] : [other, one]
  // A level's question is answered with yes by its own papers, except Average-case's, which is never chosen here.
  const [yes, no] = axis === 'row' ? [nearer, further] : [further, nearer]
  return { question: levelTopic(axis, yes[axis] ?? 0).askYourself, yes, no }
}

type OnGrid = Extract<Topic, { kind: 'cell' | 'level' }>

const isOnGrid = (topic: Topic): topic is OnGrid => topic.kind === 'cell' || topic.kind === 'level'

function stepsOn(axis: Axis, one: OnGrid, other: OnGrid): number {
  const [a, b] = [one[axis], other[axis]]
  return a === undefined || b === undefined ? 0 : Math.abs(a - b)
}
