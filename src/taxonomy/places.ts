import { isPosition, type Name } from './asking/name.ts'
import { topicOf } from './taxonomy.ts'

/** The ends of the spectrum, by the level that they have on both axes. */
const ends: ReadonlyMap<string, number> = new Map([
  ['concept.capabilities-research', 0],
  ['concept.alignment-research', 2],
])

/**
 * Whether a question that takes a topic's place for granted is right by the essay.
 *
 * @param claimed The name of the place: a level, a cell, or an end of the spectrum.
 */
export function isRightPlace(id: string, claimed: Name): boolean {
  const [topic, place] = [topicOf(id), topicOf(claimed.id)]
  const end = ends.get(id)
  if (end !== undefined && place.kind === 'level') return (place.row ?? place.column) === end
  if (topic.kind !== 'cell') return false
  if (place.kind === 'level') return place.row === topic.row || place.column === topic.column
  return place.id === topic.id || isAtEnd(topic, claimed)
}

/** Whether a cell is in a corner or, for a kind of research, at most a step away from it. */
function isAtEnd({ row, column }: { readonly row: number; readonly column: number }, claimed: Name): boolean {
  const end = ends.get(claimed.id)
  if (end === undefined) return false
  const steps = Math.abs(end - row) + Math.abs(end - column)
  return steps <= (isPosition(claimed) ? 0 : 1)
}
