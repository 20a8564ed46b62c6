import { nameOf } from '../../disagreement/wording.ts'
import { type Axis, approach, caseFocus, type Level, levels } from '../../grid/axes.ts'
import { readLevel, type TypedLevel } from '../../grid/read-level.ts'
import type { Stance } from '../../grid/stance.ts'
import { type Answers, feasibilities, Goal, goals, Tractable } from '../../poll/ballot.ts'
import { Depth, depths, Guess, maxCrux, shares } from '../../poll/ballot-extras.ts'
import { errorsBetween } from '../../taxonomy/asking/letter-errors.ts'
import type { CsvCells } from './csv-cells.ts'
import type { CsvColumn, CsvFaultCode } from './csv-fault.ts'

export const maxConfidence = 5
/** In characters. */
export const [maxWhy, maxMovedBy] = [500, 500]

const cellNames = Array.from({ length: 9 }, (_, cell) => nameOf(cell).toLowerCase())
const applicationNames = ['applications research', 'applications']

/** The answers of a row besides its place on the grid and its reason; those that can't be read are noted. */
export function readOptionalAnswers(cells: CsvCells): Omit<Answers, 'stance' | 'why'> {
  const confidence = readNumber(cells, 'confidence', maxConfidence, 'not-a-confidence')
  const goal = Goal.safeParse(readKey(cells, 'goal', goals)).data
  const tractable = Tractable.safeParse(readKey(cells, 'tractable', feasibilities)).data
  const depth = Depth.safeParse(readKey(cells, 'depth', depths)).data
  const crux = readText(cells, 'crux', maxCrux)
  const movedBy = readText(cells, 'movedBy', maxMovedBy)
  const expected = readGuess(cells)
  return {
    ...(confidence !== undefined && { confidence }),
    ...(goal !== undefined && { goal }),
    ...(tractable !== undefined && { tractable }),
    ...(depth !== undefined && { depth }),
    ...(crux && { crux }),
    ...(expected !== undefined && { expected }),
    ...(movedBy && { movedBy }),
  }
}

/** One of the keys of an answer, of which files have the key or its label. */
function readKey(
  { textIn, fail }: CsvCells,
  column: CsvColumn,
  labels: Readonly<Record<string, string>>,
): string | undefined {
  const typed = textIn(column).toLowerCase()
  if (typed === '') return undefined
  const found = Object.entries(labels).find(([key, label]) => typed === key || typed === label.toLowerCase())
  return found === undefined ? fail(column, 'unknown-answer') : found[0]
}

/** "Engineering × Worst-case" and "about half" */
function readGuess(cells: CsvCells): Guess | undefined {
  const typed = cells.textIn('expectedCell').toLowerCase()
  const share = readKey(cells, 'expectedShare', shares)
  if (typed === '' && share === undefined) return undefined
  if (cells.textIn('expectedShare') === '') return cells.fail('expectedShare', 'empty')
  if (typed === '') return cells.fail('expectedCell', 'empty')
  const cell = applicationNames.includes(typed) ? 'applications' : cellNames.indexOf(typed)
  if (cell === -1) return cells.fail('expectedCell', 'unknown-answer')
  return share === undefined ? undefined : Guess.parse({ cell, share: Number(share) })
}

/** The text of a cell of at most `max` characters; `undefined` if it is longer, which is noted. */
export function readText({ textIn, fail }: CsvCells, column: CsvColumn, max: number): string | undefined {
  const text = textIn(column)
  return text.length > max ? fail(column, 'too-long') : text
}

/** A whole number from 1 on; `undefined` if the cell is empty or was noted as wrong. */
export function readNumber(
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

/** The place on the grid; `undefined` if it can't be read, which is noted. */
export function readPlacement(cells: CsvCells): Stance | undefined {
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
