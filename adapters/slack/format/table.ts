import type { types } from '@slack/bolt'
import type { Part, Text } from '../../../src/chat/view.ts'
import { limits } from './limits.ts'

type Table = Extract<Part, { kind: 'table' }>

/** Whether a part is a table that fits Slack's table block. */
export function isFittingTable(part: Part): boolean {
  if (part.kind !== 'table') return false
  const size = part.rows.flat().reduce((sum, cell) => sum + cell.length, 0)
  const columns = part.rows[0]?.length ?? 0
  return part.rows.length <= limits.tableRows && columns <= limits.tableColumns && size <= limits.table
}

/** A table as Slack's table block. A message can hold one; a cell needs at least one character. */
export function toTableBlocks(part: Part): types.TableBlock[] {
  if (part.kind !== 'table') return []
  const columns = part.rows[0] ?? []
  return [
    {
      type: 'table',
      column_settings: columns.map((_, column) => ({ align: column === 0 ? 'left' : 'right' })),
      rows: part.rows.map((row) => row.map((cell) => ({ type: 'raw_text', text: cell || '–' }))),
    },
  ]
}

/** A table as lines of text, one per row: each value follows the name of its column. */
export function toTableLines({ caption, rows: [head = [], ...rows] }: Table): readonly Text[] {
  const isList = head.length === 2
  const lines = rows.map(([name = '', ...cells]) => [
    { strong: name },
    ` ${cells.map((cell, i) => (isList ? cell : `${head[i + 1] ?? ''} ${cell}`)).join(' · ')}`,
  ])
  return [caption, ...lines]
}
