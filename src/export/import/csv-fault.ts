/** The columns that are read, each in any case. */
export const csvColumns = [
  ...(['paper', 'row', 'column', 'applications', 'count'] as const),
  ...(['date', 'round', 'voter', 'confidence', 'why'] as const),
  ...(['goal', 'tractable', 'depth', 'crux', 'expectedCell', 'expectedShare', 'movedBy'] as const),
  // Only in exports of this program.
  ...(['poll', 'title', 'name', 'kind', 'castAt'] as const),
] as const
export type CsvColumn = (typeof csvColumns)[number]

/** Why a cell, a row or a whole file can't be used; docs/memory.md 4. */
export type CsvFaultCode =
  | 'no-such-column'
  | 'empty'
  | 'not-a-paper'
  | 'unknown-approach'
  | 'unknown-case'
  | 'not-yes-or-no'
  | 'not-a-date'
  | 'not-a-count'
  | 'count-with-voter'
  | 'not-a-confidence'
  | 'unknown-answer'
  | 'not-a-time'
  | 'too-long'
  | 'open-quote'
  | 'too-many'

export interface CsvFault {
  /** From 1: where the row begins, or the quote that is never closed. */
  readonly line: number
  /** Absent if it is about the whole row. */
  readonly column?: CsvColumn
  readonly code: CsvFaultCode
  /** The text of the cell, cut to a length that can be shown. */
  readonly typed?: string
  /** The value that was probably meant. */
  readonly meant?: string
}
