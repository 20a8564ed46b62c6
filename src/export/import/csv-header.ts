import { type CsvColumn, csvColumns } from './csv-fault.ts'
import { type CsvRecord, createCsvRecords } from './csv-records.ts'

/** The first line of a file. */
export interface CsvHeader {
  /** Where each column is; of several with one name the first counts. */
  readonly indices: ReadonlyMap<CsvColumn, number>
  /** All its cells, with those that are not read. */
  readonly width: number
}

const separators = [',', ';', '\t']
/** A longer first line is no header, and is divided by what it begins with. */
const maxHeaderLength = 100_000

export function toHeader({ cells }: CsvRecord): CsvHeader {
  const names = cells.map((cell) => cell.trim().toLowerCase())
  const found = csvColumns.map((column) => [column, names.indexOf(column.toLowerCase())] as const)
  return { indices: new Map(found.filter(([, at]) => at >= 0)), width: cells.length }
}

/** Whether it is the first line of an export of this program. */
export const isOfExport = ({ indices }: CsvHeader): boolean =>
  (['poll', 'paper', 'title', 'round', 'voter', 'name', 'kind', 'row', 'column'] as const).every((column) =>
    indices.has(column),
  )

/** The columns without which no row can be read. */
export function findMissing({ indices }: CsvHeader): readonly CsvColumn[] {
  const required = indices.has('applications') ? (['paper'] as const) : (['paper', 'row', 'column'] as const)
  return required.filter((column) => !indices.has(column))
}

/** As {@link createCsvRecords}, with the separator by which the header has the most columns that we know. */
export function createCsvTable() {
  let start = ''
  let records: ReturnType<typeof createCsvRecords> | undefined

  function begin(): readonly CsvRecord[] {
    const text = start.startsWith('\ufeff') ? start.slice(1) : start
    start = ''
    records = createCsvRecords(findSeparator(text))
    return records.push(text)
  }

  return {
    /** @returns the records that end in this piece of the file, the header first. */
    push(text: string): readonly CsvRecord[] {
      if (records !== undefined) return records.push(text)
      start += text
      return start.length > maxHeaderLength || hasHeader(start) ? begin() : []
    },

    /** @returns the last records. */
    end(): readonly CsvRecord[] {
      const first = records === undefined ? begin() : []
      return [...first, ...(records?.end() ?? [])]
    },
  }
}

/** Whether a text holds its first line that isn't empty, to the end. */
function hasHeader(text: string): boolean {
  let [isFilled, isQuoted] = [false, false]
  for (const char of text) {
    if (char === '"') isQuoted = !isQuoted
    if (char !== '\n' && char !== '\r') isFilled = true
    else if (isFilled && !isQuoted) return true
  }
  return false
}

function findSeparator(text: string): string {
  const sizes = separators.map((separator) => {
    const records = createCsvRecords(separator)
    const [header] = [...records.push(text.slice(0, maxHeaderLength)), ...records.end()]
    return header === undefined ? 0 : toHeader(header).indices.size
  })
  return separators[sizes.indexOf(Math.max(...sizes))] ?? ','
}
