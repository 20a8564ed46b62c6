import { type Level, levels } from '../grid/axes.ts'
import { cellTopic, levelTopic } from './taxonomy.ts'

const vertical = [
  ['top', 'upper'],
  ['middle', 'center', 'central'],
  ['bottom', 'lower'],
] as const
const horizontal = [['left'], ['middle', 'center', 'central'], ['right']] as const
const ordinals = ['first', 'second', 'third'] as const

/** A corner means an end of the spectrum, other than the corner's cell, which means its example. */
const ends: ReadonlyMap<string, string> = new Map([
  ['cell.scaling', 'concept.capabilities-research'],
  ['cell.agent-foundations', 'concept.alignment-research'],
])

/** The ways to say where cells, rows and columns are on the grid, with the id of the topic there. */
export const positions: readonly { readonly id: string; readonly name: string }[] = [
  ...levels.flatMap((row) => levels.flatMap((column) => positionsOf(row, column))),
  ...levels.flatMap((level) => [
    ...[...vertical[level], ordinals[level]].map((at) => ({
      id: levelTopic('row', level).id,
      name: `${at} row`,
    })),
    ...[...horizontal[level], ordinals[level]].map((at) => ({
      id: levelTopic('column', level).id,
      name: `${at} column`,
    })),
  ]),
]

function positionsOf(row: Level, column: Level) {
  const { id } = cellTopic(row, column)
  const pairs = vertical[row].flatMap((above) =>
    horizontal[column].flatMap((beside) => [`${above} ${beside}`, `${beside} ${above}`]),
  )
  const places = row === 1 && column === 1 ? ['middle', 'center'] : pairs
  return places.flatMap((place) => [
    ...['', ' corner', ' of the grid'].map((end) => ({ id: ends.get(id) ?? id, name: `${place}${end}` })),
    ...[' cell', ' square', ' box'].map((end) => ({ id, name: `${place}${end}` })),
  ])
}
