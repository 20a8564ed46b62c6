import { z } from 'zod'
import { applications } from '../../grid/stance.ts'
import { type Answers, maxImportedName } from '../../poll/ballot.ts'
import { maxWhy, readNumber, readOptionalAnswers, readPlacement, readText } from './csv-answers.ts'
import { type CsvCells, toCsvCells } from './csv-cells.ts'
import type { CsvFault } from './csv-fault.ts'
import type { CsvHeader } from './csv-header.ts'
import type { CsvRecord } from './csv-records.ts'
import { maxPapers } from './imported-polls.ts'

/** A vote as a row has it; in an anonymous poll without a name. */
export interface ExportedVote {
  readonly voter: { readonly id: string; readonly name?: string }
  readonly answers: Answers
  /** `2026-03-01T17:00:00.000Z` */
  readonly castAt?: string
}

/** A poll as the rows of an exported CSV file have it. */
export interface ExportedRows {
  /** Where its first row begins, from 1. */
  readonly line: number
  readonly id: string
  readonly paper: { readonly id: string; readonly title: string }
  /** By their rounds, from 1. */
  readonly votes: ReadonlyMap<number, readonly ExportedVote[]>
}

const maxRound = 50
/** In characters. */
const [maxId, maxTitle] = [400, 500]

/** Puts the rows of exported polls together again. */
export function createExportedRows() {
  const polls = new Map<string, ExportedRows & { readonly votes: Map<number, ExportedVote[]> }>()
  const papers = new Set<string>()

  return {
    /** @returns the faults of a row that can't be used; empty if it was added. */
    add(record: CsvRecord, header: CsvHeader): readonly CsvFault[] {
      const cells = toCsvCells({ ...record, cells: record.cells.map(withoutApostrophe) }, header)
      const id = readKept(cells, 'poll', maxId)
      const paper = readKept(cells, 'paper', maxId)
      const title = readKept(cells, 'title', maxTitle)
      const round = readNumber(cells, 'round', maxRound, 'not-a-count')
      const vote = readVote(cells)
      if (paper && !papers.has(paper) && papers.size >= maxPapers) cells.fail('paper', 'too-many')
      if (!id || !paper || !title || round === undefined || vote === undefined || cells.faults.length > 0)
        return cells.faults
      const poll = polls.get(id) ?? { line: record.line, id, paper: { id: paper, title }, votes: new Map() }
      polls.set(id, poll)
      papers.add(paper)
      const votes = poll.votes.get(round) ?? []
      votes.push(vote)
      poll.votes.set(round, votes)
      return []
    },

    /** In the order of their first rows. */
    polls: (): readonly ExportedRows[] => [...polls.values()],
  }
}

/** @returns `undefined` if it can't be read, which is noted. */
function readVote(cells: CsvCells): ExportedVote | undefined {
  const id = readKept(cells, 'voter', maxId)
  const name = readText(cells, 'name', maxImportedName)
  const kind = cells.textIn('kind')
  const stance =
    kind === 'applications'
      ? applications
      : kind === 'placement'
        ? readPlacement(cells)
        : cells.fail('kind', 'unknown-answer')
  const castAt = readTime(cells)
  const { movedBy: _, ...optional } = readOptionalAnswers(cells)
  const [why, movedBy] = [cells.rawIn('why'), cells.rawIn('movedBy')]
  if (why.length > maxWhy) cells.fail('why', 'too-long')
  if (!id || stance === undefined) return undefined
  return {
    voter: { id, ...(name && { name: cells.rawIn('name') }) },
    answers: { stance, ...optional, ...(why !== '' && { why }), ...(movedBy !== '' && { movedBy }) },
    ...(castAt !== undefined && { castAt }),
  }
}

/** A text that every row of an export has. */
function readKept(
  cells: CsvCells,
  column: 'poll' | 'paper' | 'title' | 'voter',
  max: number,
): string | undefined {
  return readText(cells, column, max) === '' ? cells.fail(column, 'empty') : cells.rawIn(column)
}

/** In exports an apostrophe precedes what spreadsheets would read as a formula. */
const withoutApostrophe = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r])/, '')

function readTime(cells: CsvCells): string | undefined {
  const text = cells.textIn('castAt')
  if (text === '') return undefined
  return z.iso.datetime().safeParse(text).data ?? cells.fail('castAt', 'not-a-time')
}
