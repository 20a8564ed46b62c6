import { nameOf } from '../disagreement/wording.ts'
import { type Axis, approach, caseFocus, type Level } from '../grid/axes.ts'
import { depths, type Guess, shares } from '../poll/ballot-extras.ts'
import type { Disclosure } from '../poll/disclose.ts'
import { csvFile, csvLine } from './csv.ts'
import { toPollExport } from './poll-json.ts'

const columns = [
  ...['poll', 'paper', 'title', 'round', 'voter', 'name', 'kind', 'row', 'column'],
  ...['confidence', 'why', 'goal', 'tractable', 'depth', 'crux', 'expectedCell', 'expectedShare'],
  ...['movedBy', 'castAt'],
]

/** The file of polls. @param rows Those of each poll, as {@link pollRows} returns them. */
export const pollCsv = (rows: readonly string[]): string => csvFile(columns, rows)

/** One row per ballot, with the fields of the JSON export; levels of the grid in words. */
export function pollRows(disclosure: Disclosure): string {
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
          ...guessWords(ballot.expected),
          ...(ballot.depth !== undefined && { depth: depths[ballot.depth].toLowerCase() }),
          ...(ballot.kind === 'placement' && {
            row: levelWords(approach, ballot.row),
            column: levelWords(caseFocus, ballot.column),
          }),
        }
        return csvLine(columns.map((column) => row[column]))
      }),
    )
    .join('')
}

/** "Engineering × Worst-case", "about half" */
function guessWords(guess: Guess | undefined): Readonly<Record<string, string>> {
  if (guess === undefined) return {}
  const { cell, share } = guess
  return {
    expectedCell: cell === 'applications' ? 'applications research' : nameOf(cell),
    expectedShare: shares[share].toLowerCase(),
  }
}

const levelWords = ({ levels }: Axis, level: Level | null): string =>
  level === null ? 'unsure' : levels[level]
