import type { z } from 'zod'
import type { PollToImport } from '../poll/poll-to-import.ts'
import type { ExportedRows, ExportedVote } from './import/exported-rows.ts'
import { readPoll } from './json-import.ts'
import type { PollExport } from './poll-json.ts'

type Exported = z.input<typeof PollExport>

/**
 * Reads a poll of an exported CSV file.
 *
 * @param now In ms since 1970.
 * @returns the poll, or its faults and the number of rows that can't be used because of them.
 */
export function readExportedRows(
  rows: ExportedRows,
  now: number,
): { readonly poll: PollToImport } | { readonly faults: readonly string[]; readonly unusable: number } {
  const votes = [...rows.votes.values()].flat()
  const read = readPoll(toExport(rows, votes, now), now)
  if (read.kind === 'poll')
    return {
      poll: votes.some(({ castAt }) => castAt !== undefined) ? read.poll : { ...read.poll, dates: 'none' },
    }
  const faults = read.kind === 'faults' ? read.faults : []
  return { faults: faults.map((fault) => `line ${rows.line}: ${fault}`), unusable: votes.length }
}

/** The export of a poll as far as its rows have it: of a round without rows only that nobody's vote is in it. */
function toExport({ id, paper, votes }: ExportedRows, all: readonly ExportedVote[], now: number): Exported {
  const [openedAt = new Date(now).toISOString()] = all.flatMap(({ castAt }) => castAt ?? []).toSorted()
  return {
    format: 'cruxgrid-poll',
    version: 1,
    poll: {
      id,
      state: 'closed',
      visibility: all.some(({ voter }) => voter.name !== undefined) ? 'names' : 'anonymous',
      blind: false,
      questions: (['goal', 'tractable'] as const).filter((question) =>
        all.some(({ answers }) => answers[question] !== undefined),
      ),
      openedAt,
      paper,
    },
    rounds: Array.from({ length: Math.max(...votes.keys()) }, (_, i) => ({
      number: i + 1,
      state: 'closed',
      ballots: (votes.get(i + 1) ?? []).map(toBallot),
    })),
  }
}

const toBallot = ({ voter, answers: { stance, ...answers }, castAt }: ExportedVote) => ({
  voter,
  ...stance,
  ...answers,
  ...(castAt !== undefined && { castAt }),
})
