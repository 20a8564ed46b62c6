import type { Disclosure } from '../poll/disclose.ts'
import { csvLine } from './csv.ts'
import { toPollExport } from './poll-json.ts'

const columns = [
  ...['poll', 'paper', 'title', 'round', 'voter', 'name', 'kind', 'row', 'column'],
  ...['confidence', 'why', 'goal', 'tractable', 'movedBy', 'castAt'],
]

/** The header line for {@link csvRows}. */
export const csvHeader = csvLine(columns)

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
        return csvLine(columns.map((column) => row[column]))
      }),
    )
    .join('')
}
