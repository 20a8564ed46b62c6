import { truncate } from '../../chat/truncate.ts'
import { toLine } from '../../paper/clean-title.ts'
import type { CsvColumn, CsvFault, CsvFaultCode } from './csv-fault.ts'
import type { CsvHeader } from './csv-header.ts'
import type { CsvRecord } from './csv-records.ts'

/** Of what is typed, as a fault shows it, in characters. */
const maxTyped = 40

/** The cells of a row by their columns, and their faults. */
export interface CsvCells {
  /** On one line, without hidden characters; '' if it is empty or missing. */
  readonly textIn: (column: CsvColumn) => string
  /** As it is written; '' as of `textIn`. */
  readonly rawIn: (column: CsvColumn) => string
  /** Notes that a cell can't be used. @param meant The value that was probably meant. */
  readonly fail: (column: CsvColumn, code: CsvFaultCode, meant?: string) => undefined
  readonly faults: readonly CsvFault[]
}

export function toCsvCells({ line, cells }: CsvRecord, { indices, width }: CsvHeader): CsvCells {
  const beside = cells
    .slice(width)
    .map(toLine)
    .find((text) => text !== '')
  const faults: CsvFault[] =
    beside === undefined ? [] : [{ line, code: 'no-such-column', typed: truncate(beside, maxTyped) }]
  const rawIn = (column: CsvColumn): string => cells[indices.get(column) ?? -1] ?? ''
  const textIn = (column: CsvColumn): string => toLine(rawIn(column))
  return {
    faults,
    textIn,
    rawIn,
    fail(column, code, meant) {
      const typed = truncate(textIn(column), maxTyped)
      faults.push({ line, column, code, typed, ...(meant !== undefined && { meant }) })
    },
  }
}
