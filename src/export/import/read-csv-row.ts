import { type Axis, approach, caseFocus, type Level, levels } from '../../grid/axes.ts'
import { readLevel, type TypedLevel } from '../../grid/read-level.ts'
import { applications, type Stance } from '../../grid/stance.ts'
import type { Paper } from '../../paper/paper.ts'
import { maxPaperWords } from '../../paper/read-paper.ts'
import { excessOf, recognise, toPaper } from '../../paper/recognise.ts'
import { maxImportedName } from '../../poll/ballot.ts'
import { errorsBetween } from '../../taxonomy/asking/letter-errors.ts'
import { readFullDate } from '../../time/read-full-date.ts'
import { type CsvCells, toCsvCells } from './csv-cells.ts'
import type { CsvColumn, CsvFault, CsvFaultCode } from './csv-fault.ts'
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
export interface ImportedBallot {
  readonly stance: Stance
  /** How many equal votes; 1 if it has a voter. */
  readonly count: number
  readonly voter?: string
  /** 1, a guess … 5, certain. */
  readonly confidence?: number
  readonly why?: string
}

/** A row, or all of its faults. */
export type ReadCsvRow = { readonly row: CsvRow } | { readonly faults: readonly CsvFault[] }

export const [maxCount, maxRound, maxConfidence] = [10_000, 9, 5]
/** In characters. */
export const [maxName, maxWhy] = [maxImportedName, 500]
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
    const confidence = readNumber(cells, 'confidence', maxConfidence, 'not-a-confidence')
    const why = readText(cells, 'why', maxWhy)
    if (paper === undefined || stance === undefined || cells.faults.length > 0)
      return { faults: cells.faults }
    const ballot: ImportedBallot = {
      stance,
      count,
      ...(voter && { voter }),
      ...(confidence !== undefined && { confidence }),
      ...(why && { why }),
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

/** The text of a cell of at most `max` characters; `undefined` if it is longer, which is noted. */
function readText({ textIn, fail }: CsvCells, column: CsvColumn, max: number): string | undefined {
  const text = textIn(column)
  return text.length > max ? fail(column, 'too-long') : text
}

/** A whole number from 1 on; `undefined` if the cell is empty or was noted as wrong. */
function readNumber(
  { textIn, fail }: CsvCells,
  column: CsvColumn,
  max: number,
  code: CsvFaultCode,
): number | undefined {
  const text = textIn(column)
  if (text === '') return undefined
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0
  return number >= 1 && number <= max ? number : fail(column, code)
}

function readStance(cells: CsvCells): Stance | undefined {
  const typed = cells.textIn('applications').toLowerCase()
  if (yes.includes(typed)) return applications
  if (!no.includes(typed)) return cells.fail('applications', 'not-yes-or-no')
  const row = readTypedLevel(cells, 'row', approach, 'unknown-approach')
  const column = readTypedLevel(cells, 'column', caseFocus, 'unknown-case')
  if (row === undefined || column === undefined) return undefined
  return { kind: 'placement', row: toStanceLevel(row), column: toStanceLevel(column) }
}

function readTypedLevel(
  { textIn, fail }: CsvCells,
  column: CsvColumn,
  axis: Axis,
  code: CsvFaultCode,
): TypedLevel | undefined {
  const text = textIn(column)
  if (text === '') return fail(column, 'empty')
  return readLevel(axis, text) ?? fail(column, code, nearestName(axis, text))
}

const toStanceLevel = (level: TypedLevel): Level | null => (level === 'unsure' ? null : level)

/** "Engineering" for "Enginering"; `undefined` for what is close to no name. */
function nearestName(axis: Axis, text: string): string | undefined {
  const typed = text.toLowerCase()
  const [nearest] = [...levels.map((level) => axis.plain[level]), 'unsure']
    .filter((name) => Math.abs(name.length - typed.length) <= maxErrors(name))
    .map((name) => ({ name, errors: errorsBetween(typed, name.toLowerCase()) }))
    .filter(({ name, errors }) => errors <= maxErrors(name))
    .toSorted((a, b) => a.errors - b.errors)
  return nearest?.name
}

/** In letters: two in a long name. */
const maxErrors = (name: string): number => (name.length < 8 ? 1 : 2)
