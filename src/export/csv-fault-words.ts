import { maxTitleLength } from '../paper/clean-title.ts'
import { maxCrux } from '../poll/ballot-extras.ts'
import { maxConfidence, maxMovedBy, maxWhy } from './import/csv-answers.ts'
import type { CsvFault } from './import/csv-fault.ts'
import { maxRows } from './import/csv-import.ts'
import { maxPapers, maxVotes } from './import/imported-polls.ts'
import { maxCount, maxName, maxRound } from './import/read-csv-row.ts'

const maxima: Readonly<Record<string, number>> = {
  paper: maxTitleLength,
  voter: maxName,
  name: maxName,
  why: maxWhy,
  crux: maxCrux,
  movedBy: maxMovedBy,
  count: maxCount,
  round: maxRound,
  confidence: maxConfidence,
}

/** "line 17, row: “Enginering” is not an approach. Did you mean Engineering?" */
export function faultLine(fault: CsvFault): string {
  const { line, column, code, meant } = fault
  const isOfLine = column === undefined || code === 'open-quote' || code === 'no-such-column'
  const where = isOfLine ? `line ${line}` : `line ${line}, ${column}`
  return `${where}: ${faultWords(fault)}${meant === undefined ? '' : `. Did you mean ${meant}?`}`
}

function faultWords({ column, code, typed = '' }: CsvFault): string {
  const max = (maxima[column ?? ''] ?? 0).toLocaleString('en-GB')
  switch (code) {
    case 'no-such-column':
      return column === undefined ? `there is no column for “${typed}”` : `there is no column “${column}”`
    case 'empty':
      return 'empty'
    case 'not-a-paper':
      return `“${typed}” is not a link to a paper`
    case 'unknown-approach':
      return `“${typed}” is not an approach`
    case 'unknown-case':
      return `“${typed}” is not a case`
    case 'not-yes-or-no':
      return `“${typed}” is neither yes nor no`
    case 'not-a-date':
      return `“${typed}” is not a past date with its year`
    case 'not-a-count':
    case 'not-a-confidence':
      return `“${typed}” is not a whole number from 1 to ${max}`
    case 'count-with-voter':
      return `“${typed}” can have only one vote in a row`
    case 'unknown-answer':
      return `“${typed}” is none of the answers`
    case 'not-a-time':
      return `“${typed}” is not a time in the past`
    case 'too-long':
      return `longer than ${max} characters`
    case 'open-quote':
      return 'a quote opened here is never closed'
    case 'too-many':
      if (column === 'paper') return `more than ${maxPapers.toLocaleString('en-GB')} papers in one file`
      return column === 'count'
        ? `more than ${maxVotes.toLocaleString('en-GB')} votes in one round`
        : `more than ${maxRows.toLocaleString('en-GB')} rows in one file; this row and all after it are left out`
  }
}
