import { applications, type Stance } from '../../grid/stance.ts'
import type { Paper } from '../../paper/paper.ts'
import { maxPaperWords } from '../../paper/read-paper.ts'
import { excessOf, recognise, toPaper } from '../../paper/recognise.ts'
import { type Answers, maxImportedName } from '../../poll/ballot.ts'
import { readFullDate } from '../../time/read-full-date.ts'
import { maxWhy, readNumber, readOptionalAnswers, readPlacement, readText } from './csv-answers.ts'
import { type CsvCells, toCsvCells } from './csv-cells.ts'
import type { CsvFault } from './csv-fault.ts'
import type { CsvHeader } from './csv-header.ts'
import type { CsvRecord } from './csv-records.ts'

/** One vote on a paper, or several equal ones. */
export interface CsvRow {
  readonly line: number
  readonly paper: Paper
  /** `2026-03-01`; absent if the row has no date. */
  readonly date?: string
  /** 1–9. */
  readonly round: number
  readonly ballot: ImportedBallot
}

/** As people wrote it: the voter is a name without an account, and absent from an anonymous vote. */
export interface ImportedBallot extends Answers {
  /** How many equal votes; 1 if it has a voter. */
  readonly count: number
  readonly voter?: string
}

/** A row, or all of its faults. */
export type ReadCsvRow = { readonly row: CsvRow } | { readonly faults: readonly CsvFault[] }

export const [maxCount, maxRound] = [10_000, 9]
/** In characters. */
export const maxName = maxImportedName
const [yes, no] = [
  ['yes', 'true', '1', 'x'],
  ['', 'no', 'false', '0'],
]

/**
 * Reads the rows of one file, in which the same papers and dates come again and again.
 *
 * @param today `2026-03-01`: later days are no days of a vote.
 */
export function createCsvRowReader(header: CsvHeader, today: string): (record: CsvRecord) => ReadCsvRow {
  const paperOf = remember((text) => toPaper(recognise(text)))
  const dateOf = remember(readFullDate)

  function readPaper(cells: CsvCells): Paper | undefined {
    const text = readText(cells, 'paper', maxPaperWords)
    if (text === '') return cells.fail('paper', 'empty')
    if (text === undefined) return undefined
    return paperOf(text) ?? cells.fail('paper', excessOf(text) > 0 ? 'too-long' : 'not-a-paper')
  }

  function readDate(cells: CsvCells): string | undefined {
    const text = cells.textIn('date')
    const date = text === '' ? undefined : dateOf(text)
    const isUsable = text === '' || (date !== undefined && date <= today)
    return isUsable ? date : cells.fail('date', 'not-a-date')
  }

  return (record) => {
    const cells = toCsvCells(record, header)
    const paper = readPaper(cells)
    const stance = readStance(cells)
    const count = readNumber(cells, 'count', maxCount, 'not-a-count') ?? 1
    const date = readDate(cells)
    const round = readNumber(cells, 'round', maxRound, 'not-a-count') ?? 1
    const voter = readText(cells, 'voter', maxName)
    if (voter && count > 1) cells.fail('voter', 'count-with-voter')
    const why = readText(cells, 'why', maxWhy)
    const optional = readOptionalAnswers(cells)
    if (paper === undefined || stance === undefined || cells.faults.length > 0)
      return { faults: cells.faults }
    const ballot: ImportedBallot = {
      stance,
      count,
      ...(voter && { voter }),
      ...(why && { why }),
      ...optional,
    }
    return { row: { line: record.line, paper, ...(date !== undefined && { date }), round, ballot } }
  }
}

function remember<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, { readonly value: Value }>()
  return (text) => {
    const found = known.get(text) ?? { value: read(text) }
    known.set(text, found)
    return found.value
  }
}

function readStance(cells: CsvCells): Stance | undefined {
  const typed = cells.textIn('applications').toLowerCase()
  if (yes.includes(typed)) return applications
  if (!no.includes(typed)) return cells.fail('applications', 'not-yes-or-no')
  return readPlacement(cells)
}
