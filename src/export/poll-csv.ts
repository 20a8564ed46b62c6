import type { Disclosure } from '../poll/disclose.ts'
import { toPollExport } from './poll-json.ts'

/** Spreadsheets read text that begins with one of these as a formula, unless an apostrophe precedes it. */
const formula = /^[=+\-@\t\r]/

const columns = [
  ...['poll', 'paper', 'title', 'round', 'voter', 'name', 'kind', 'row', 'column'],
  ...['confidence', 'why', 'goal', 'tractable', 'movedBy', 'castAt'],
]

/** The header line for {@link csvRows}. */
export const csvHeader = line(columns)

/** One row per ballot, with the fields of the JSON export (RFC 4180, UTF-8). */
export function csvRows(disclosure: Disclosure): string {
  const { poll, rounds } = toPollExport(disclosure)
  return rounds
    .flatMap(({ number, ballots }) =>
      ballots.map(({ voter, ...ballot }) => {
        const head = { poll: poll.id, paper: poll.paper.id, title: poll.paper.title, round: number }
        const row: Readonly<Record<string, unknown>> = {
          ...head,
          voter: voter.id,
          name: voter.name,
          ...ballot,
        }
        return line(columns.map((column) => row[column]))
      }),
    )
    .join('')
}

function line(values: readonly unknown[]): string {
  return `${values.map(cell).join(',')}\r\n`
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = String(value)
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
