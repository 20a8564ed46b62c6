/** A line of a CSV file; several lines if cells in quotes have line breaks. */
export interface CsvRecord {
  /** Where it begins, from 1. */
  readonly line: number
  /** As they are written, without their quotes. */
  readonly cells: readonly string[]
  /** The cell whose quote is never closed, and where that quote is: the record is the last one then. */
  readonly openQuote?: { readonly cell: number; readonly line: number }
}

/** More cells are read and forgotten: no header that we know has as many. */
const maxCells = 1000
/** In characters. The rest of a cell is read and forgotten. */
const maxCellLength = 5000

/**
 * Divides CSV into records (RFC 4180) as it arrives, whatever pieces it comes in. Besides the standard: any kind of line
 * break, lines without anything in their cells are left out, and a quote inside a cell without quotes stands for itself. What is kept of a record is
 * bounded, so that no file takes more room than its useful part.
 */
export function createCsvRecords(separator: string) {
  let records: CsvRecord[] = []
  let cells: string[] = []
  let cell = ''
  /** In its quotes, `closing` is behind a quote that may be the first of two. */
  let state: 'start' | 'plain' | 'quoted' | 'closing' = 'start'
  let previous = ''
  let [line, firstLine, quoteLine] = [1, 1, 1]

  function keep(text: string): void {
    if (cell.length < maxCellLength) cell += text.slice(0, maxCellLength - cell.length)
  }

  function endCell(): void {
    if (cells.length < maxCells) cells.push(cell)
    cell = ''
    state = 'start'
  }

  function endRecord(openQuote?: CsvRecord['openQuote']): void {
    if (openQuote === undefined && cells.every((cell) => cell === '')) cells.length = 0
    else {
      records.push({ line: firstLine, cells, ...(openQuote && { openQuote }) })
      cells = []
    }
  }

  function read(text: string): void {
    let from = 0
    for (let i = 0; i < text.length; i += 1) {
      const char = text.charAt(i)
      const isSecondOfBreak = char === '\n' && previous === '\r'
      const isBreak = (char === '\n' || char === '\r') && !isSecondOfBreak
      previous = char
      if (state === 'quoted') {
        if (isBreak) line += 1
        if (char !== '"') continue
        keep(text.slice(from, i))
        from = i + 1
        state = 'closing'
      } else if (char === '"' && state === 'closing') {
        from = i
        state = 'quoted'
      } else if (char === '"' && state === 'start') {
        from = i + 1
        cell = ''
        quoteLine = line
        state = 'quoted'
      } else if (char === separator || isBreak) {
        keep(text.slice(from, i))
        from = i + 1
        endCell()
        if (!isBreak) continue
        endRecord()
        line += 1
        firstLine = line
      } else if (isSecondOfBreak) {
        from = i + 1
      } else if (char !== ' ' || state === 'closing') {
        state = 'plain'
      }
    }
    keep(text.slice(from))
  }

  function takeRecords(): readonly CsvRecord[] {
    const taken = records
    records = []
    return taken
  }

  return {
    /** @returns the records that end in this piece of the file. */
    push(text: string): readonly CsvRecord[] {
      read(text)
      return takeRecords()
    },

    /** @returns the last record, if the file doesn't end with a line break. */
    end(): readonly CsvRecord[] {
      const openQuote = state === 'quoted' ? { cell: cells.length, line: quoteLine } : undefined
      if (cell !== '' || cells.length > 0 || state !== 'start') {
        endCell()
        endRecord(openQuote)
      }
      return takeRecords()
    },
  }
}
