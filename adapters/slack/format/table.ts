import type { types } from '@slack/bolt'
import type { Part, Text } from '../../../src/chat/view.ts'
import { limits } from './limits.ts'

type Table = Extract<Part, { kind: 'table' }>

/** How tables are shown: as blocks with pages that can be sorted, as one simpler block, or in lines of text. */
export type TableForm = 'data_table' | 'table' | 'lines'

/** Those that a workspace may not support yet, the better first. */
export const tableBlockTypes = ['data_table', 'table'] as const satisfies readonly TableForm[]

export const hasTables = (parts: readonly Part[]): boolean => parts.some(({ kind }) => kind === 'table')

type TableBlock = types.DataTableBlock | types.TableBlock

/** For each part the block that it gets as a table, if it does: as many as fit Slack's limits, of the simpler form one. */
export function toTableBlocks(parts: readonly Part[], form: TableForm): readonly (TableBlock | undefined)[] {
  let room: number = limits.table
  let hasOne = false
  return parts.map((part) => {
    if (part.kind !== 'table' || form === 'lines' || (form === 'table' && hasOne)) return undefined
    const size = part.rows.flat().reduce((sum, cell) => sum + cell.length, 0)
    if (size > room || !isFitting(part, form)) return undefined
    room -= size
    hasOne = true
    return form === 'table' ? toTableBlock(part) : toDataTableBlock(part)
  })
}

function isFitting({ rows }: Table, form: TableForm): boolean {
  const columns = rows[0]?.length ?? 0
  if (columns > limits.tableColumns) return false
  // A data table counts the rows below its header, and needs one.
  return form === 'table'
    ? rows.length <= limits.tableRows
    : rows.length > 1 && rows.length - 1 <= limits.tableRows
}

const toTableBlock = ({ rows }: Table): types.TableBlock => ({
  type: 'table',
  column_settings: (rows[0] ?? []).map((_, column) => ({ align: column === 0 ? 'left' : 'right' })),
  rows: rows.map((row) => row.map(toTextCell)),
})

/** The header is text: Slack takes nothing else there. Numbers are cells of their own kind, so that they are sorted as numbers. */
const toDataTableBlock = ({ caption, rows: [head = [], ...rows] }: Table): types.DataTableBlock => ({
  type: 'data_table',
  caption,
  page_size: limits.tablePage,
  row_header_column_index: 0,
  rows: [head.map(toTextCell), ...rows.map((row) => row.map(toCell))],
})

const toCell = (text: string): types.RawTextElement | types.RawNumberElement =>
  /^\d+(?:\.\d+)?$/.test(text) ? { type: 'raw_number', value: Number(text), text } : toTextCell(text)

/** A cell needs at least one character. */
const toTextCell = (text: string): types.RawTextElement => ({ type: 'raw_text', text: text || '–' })

/** A table as lines of text, one per row: each value follows the name of its column. */
export function toTableLines({ caption, rows: [head = [], ...rows] }: Table): readonly Text[] {
  const isList = head.length === 2
  const lines = rows.map(([name = '', ...cells]) => [
    { strong: name },
    ` ${cells.map((cell, i) => (isList ? cell : `${head[i + 1] ?? ''} ${cell}`)).join(' · ')}`,
  ])
  return [caption, ...lines]
}
