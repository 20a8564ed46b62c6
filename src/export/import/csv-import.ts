import { type CsvFault, csvColumns } from './csv-fault.ts'
import { type CsvHeader, createCsvTable, findMissing, isOfExport, toHeader } from './csv-header.ts'
import type { CsvRecord } from './csv-records.ts'
import { createExportedRows, type ExportedRows } from './exported-rows.ts'
import { createImportedPolls, type ImportedPoll } from './imported-polls.ts'
import { createCsvRowReader, type ReadCsvRow } from './read-csv-row.ts'

/** The polls of a CSV file, and its faults; not stored yet. */
export interface CsvImport {
  /** Rows that aren't empty, with those that can't be used. */
  readonly rows: number
  readonly polls: readonly ImportedPoll[]
  /** The polls of a file that was exported by this program. */
  readonly exported: readonly ExportedRows[]
  readonly ballots: number
  /** In the order of their lines. */
  readonly faults: readonly CsvFault[]
}

export const maxRows = 50_000

/** Reads a CSV file as it arrives. @param today As of {@link createCsvRowReader}. */
export function createCsvImport(today: string) {
  const table = createCsvTable()
  const found = createImportedPolls()
  const exported = createExportedRows()
  const faults: CsvFault[] = []
  let [rows, ballots] = [0, 0]
  let header: CsvHeader | undefined
  let addRow: ((record: CsvRecord) => void) | undefined

  function readHeader(record: CsvRecord): void {
    header = toHeader(record)
    const missing = findMissing(header)
    if (record.openQuote !== undefined) faults.push(toOpenQuote(record.openQuote, header))
    else if (isOfExport(header)) addRow = createExportAdder(header)
    else if (missing.length === 0) addRow = createRowAdder(createCsvRowReader(header, today))
    else for (const column of missing) faults.push({ line: record.line, column, code: 'no-such-column' })
  }

  const createRowAdder = (readRow: (record: CsvRecord) => ReadCsvRow) => (record: CsvRecord) => {
    const read = readRow(record)
    if ('faults' in read) {
      faults.push(...read.faults)
      return
    }
    const column = found.add(read.row)
    if (column === undefined) ballots += read.row.ballot.count
    else faults.push({ line: record.line, column, code: 'too-many' })
  }

  const createExportAdder = (header: CsvHeader) => (record: CsvRecord) => {
    const wrong = exported.add(record, header)
    faults.push(...wrong)
    if (wrong.length === 0) ballots += 1
  }

  return {
    /** Divides a piece of the file into records, to be given to `add` one after another. */
    push: (text: string): readonly CsvRecord[] => table.push(text),
    end: (): readonly CsvRecord[] => table.end(),

    add(record: CsvRecord): void {
      if (header === undefined) readHeader(record)
      else if (addRow !== undefined && isFilled(record) && rows <= maxRows) {
        rows += 1
        if (rows > maxRows) faults.push({ line: record.line, code: 'too-many' })
        else if (record.openQuote !== undefined) faults.push(toOpenQuote(record.openQuote, header))
        else addRow(record)
      }
    },

    /** Whether nothing more will be read: the header can't be used, or there are too many rows. */
    isDone: (): boolean => (header !== undefined && addRow === undefined) || rows > maxRows,

    result(): CsvImport {
      const noHeader: readonly CsvFault[] = [{ line: 1, column: 'paper', code: 'no-such-column' }]
      return {
        rows: Math.min(rows, maxRows),
        polls: found.polls(),
        exported: exported.polls(),
        ballots,
        faults: header === undefined ? noHeader : faults,
      }
    },
  }
}

/** Spreadsheets write rows of nothing but separators. */
const isFilled = ({ cells }: CsvRecord): boolean => cells.some((cell) => cell.trim() !== '')

function toOpenQuote(
  { cell, line }: { readonly cell: number; readonly line: number },
  { indices }: CsvHeader,
): CsvFault {
  const column = csvColumns.find((column) => indices.get(column) === cell)
  return { line, ...(column !== undefined && { column }), code: 'open-quote' }
}
