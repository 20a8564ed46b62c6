import type { Paper, PaperId } from '../../paper/paper.ts'
import type { CsvRow, ImportedBallot } from './read-csv-row.ts'

/** A closed round. */
export interface ImportedRound {
  /** `2026-03-01`; absent if its rows have no date. */
  readonly date?: string
  /** As its rows call it, 1–9. */
  readonly round: number
  readonly ballots: readonly ImportedBallot[]
}

/** The rounds on one paper that are close in time, oldest first. */
export interface ImportedPoll {
  readonly paper: Paper
  readonly rounds: readonly ImportedRound[]
}

export const maxPapers = 2000
/** Rounds that are so far apart are not of one poll. */
const daysApart = 60
const dayMs = 86_400_000

interface DatedRound extends ImportedRound {
  readonly ballots: ImportedBallot[]
  /** In days since 1970; without a date long before them, so that it is of no poll with a date. */
  readonly day: number
}

/** Puts rows together: those with the same paper, date and round are one round. */
export function createImportedPolls() {
  const papers = new Map<PaperId, { readonly paper: Paper; readonly rounds: Map<string, DatedRound> }>()

  return {
    /** @returns false if the row has one paper too many. */
    add({ paper, date, round, ballot }: CsvRow): boolean {
      if (!papers.has(paper.id) && papers.size >= maxPapers) return false
      const { rounds } = papers.get(paper.id) ?? { rounds: new Map<string, DatedRound>() }
      papers.set(paper.id, { paper, rounds })
      const key = `${date ?? ''} ${round}`
      const same = rounds.get(key)
      if (same === undefined) rounds.set(key, toRound(date, round, ballot))
      else same.ballots.push(ballot)
      return true
    },

    /** The polls, in the order in which their papers came. */
    polls: (): readonly ImportedPoll[] =>
      [...papers.values()].flatMap(({ paper, rounds }) =>
        divide([...rounds.values()]).map((rounds) => ({ paper, rounds })),
      ),
  }
}

const toRound = (date: string | undefined, round: number, ballot: ImportedBallot): DatedRound => ({
  ...(date !== undefined && { date }),
  round,
  ballots: [ballot],
  day: date === undefined ? Number.MIN_SAFE_INTEGER : Date.parse(date) / dayMs,
})

/** Divides rounds where two that follow each other are too far apart. */
function divide(rounds: readonly DatedRound[]): readonly (readonly ImportedRound[])[] {
  const polls: ImportedRound[][] = []
  let last = Number.NaN
  for (const { day, ...round } of rounds.toSorted((a, b) => a.day - b.day || a.round - b.round)) {
    if (day - last < daysApart) polls.at(-1)?.push(round)
    else polls.push([round])
    last = day
  }
  return polls
}
