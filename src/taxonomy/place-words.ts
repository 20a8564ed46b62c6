import { axisOf } from './neighbours.ts'
import { axisTopic } from './taxonomy.ts'
import type { LevelTopic, UnplacedTopic } from './topic.ts'

const positions = ['first', 'middle', 'last'] as const

/** "first row of the grid (Approach)" */
export function lineOfLevel(level: LevelTopic): string {
  const axis = axisOf(level)
  return `${positions[level[axis] ?? 0]} ${axis} of the grid (${axisTopic(axis).name})`
}

const mentions = {
  named: 'names it but gives it no cell',
  absent: 'does not mention it',
} as const

/** Whether the essay mentions a topic without a cell: "does not mention it". */
export const mentionOf = ({ inEssay }: UnplacedTopic): string => mentions[inEssay]
