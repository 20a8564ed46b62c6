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
/** Of one round. */
export const maxVotes = 10_000
/** Rounds that are so far apart are not of one poll. */
const daysApart = 60
const dayMs = 86_400_000

interface DatedRound extends ImportedRound {
  readonly ballots: ImportedBallot[]
  votes: number
  /** In days since 1970; without a date long before them, so that it is of no poll with a date. */
  readonly day: number
}

/** Puts rows together: those with the same paper, date and round are one round. */
export function createImportedPolls() {
  const papers = new Map<PaperId, { readonly paper: Paper; readonly rounds: Map<string, DatedRound> }>()

  return {
    /** @returns the column of which the row has too much: one paper, or more votes than a round may have. */
    add({ paper, date, round, ballot }: CsvRow): 'paper' | 'count' | undefined {
      if (!papers.has(paper.id) && papers.size >= maxPapers) return 'paper'
      const { rounds } = papers.get(paper.id) ?? { rounds: new Map<string, DatedRound>() }
      papers.set(paper.id, { paper, rounds })
      const key = `${date ?? ''} ${round}`
      const same = rounds.get(key) ?? toRound(date, round)
      if (same.votes + ballot.count > maxVotes) return 'count'
      rounds.set(key, same)
      same.ballots.push(ballot)
      same.votes += ballot.count
      return undefined
    },

    /** The polls, in the order in which their papers came. */
    polls: (): readonly ImportedPoll[] =>
      [...papers.values()].flatMap(({ paper, rounds }) =>
        divide([...rounds.values()]).map((rounds) => ({ paper, rounds })),
      ),
  }
}

const toRound = (date: string | undefined, round: number): DatedRound => ({
  ...(date !== undefined && { date }),
  round,
  ballots: [],
  votes: 0,
  day: date === undefined ? Number.MIN_SAFE_INTEGER : Date.parse(date) / dayMs,
})

/** Divides rounds where two that follow each other are too far apart. */
function divide(rounds: readonly DatedRound[]): readonly (readonly ImportedRound[])[] {
  const polls: ImportedRound[][] = []
  let last = Number.NaN
  for (const { day, votes: _, ...round } of rounds.toSorted((a, b) => a.day - b.day || a.round - b.round)) {
    if (day - last < daysApart) polls.at(-1)?.push(round)
    else polls.push([round])
    last = day
  }
  return polls
}
