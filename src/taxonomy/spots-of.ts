import type { Spot } from '../grid/axes.ts'
import { cells } from '../grid/axes.ts'
import type { Topic } from './topic.ts'

/** The spots of a topic's papers: a cell, a level's three cells, or off the grid; empty for other topics. */
export function spotsOf(topic: Topic): readonly Spot[] {
  if (topic.kind === 'cell') return [3 * topic.row + topic.column]
  if (topic.kind === 'level')
    return cells
      .filter(({ row, column }) => row === topic.row || column === topic.column)
      .map(({ index }) => index)
  return topic.id === 'concept.applications-research' ? ['off-grid'] : []
}
