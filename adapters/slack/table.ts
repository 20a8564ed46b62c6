import type { types } from '@slack/bolt'
import type { Part, Text } from '../../src/chat/view.ts'
import { limits } from './limits.ts'

type Table = Extract<Part, { kind: 'table' }>

export const tableCaption = (part: Part): Text => (part.kind === 'table' ? part.caption : '')

/** Slack's own table; nothing for one that it has no room for. */
export function tableBlock({ rows }: Table): types.TableBlock | undefined {
  const size = rows.flat().reduce((sum, cell) => sum + cell.length, 0)
  const columns = rows[0]?.length ?? 0
  if (rows.length > limits.tableRows || columns > limits.tableColumns || size > limits.table) return undefined
  return {
    type: 'table',
    column_settings: Array.from({ length: columns }, (_, column) => ({
      align: column === 0 ? ('left' as const) : ('right' as const),
    })),
    rows: rows.map((row) => row.map((cell) => ({ type: 'raw_text' as const, text: cell || '–' }))),
  }
}

/** A table as lines, where there is none: a row a line, each value with the name of its column. */
export function tableLines({ caption, rows: [head = [], ...rows] }: Table): readonly Text[] {
  const isList = head.length === 2
  const lines = rows.map(([name = '', ...cells]) => [
    { strong: name },
    ` ${cells.map((cell, i) => (isList ? cell : `${head[i + 1] ?? ''} ${cell}`)).join(' · ')}`,
  ])
  return [caption, ...lines]
}
