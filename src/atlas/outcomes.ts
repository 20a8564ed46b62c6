import { type Summary, summaryOf } from '../disagreement/summary.ts'
import { votesOf } from '../grid/tally.ts'
import type { MemoryLine } from '../poll/memory-store.ts'

/** A closed round with its result, from its counts alone. */
export interface Outcome {
  readonly line: MemoryLine
  readonly round: number
  /** In ms since 1970. */
  readonly closedAt: number
  readonly votes: number
  readonly summary: Summary
}

/** The last closed rounds of polls that have votes, newest first. */
export const latestOutcomes = (lines: readonly MemoryLine[], most: number): readonly Outcome[] =>
  lines
    .flatMap((line) =>
      line.rounds.flatMap(({ number, state, closedAt, tally }) =>
        state === 'open' || closedAt === undefined || votesOf(tally) === 0
          ? []
          : [{ line, number, closedAt, tally }],
      ),
    )
    .toSorted((a, b) => b.closedAt - a.closedAt || b.number - a.number)
    .slice(0, most)
    .map(({ line, number, closedAt, tally }) => ({
      ...{ line, round: number, closedAt, votes: votesOf(tally) },
      summary: summaryOf(tally, { round: { number, state: 'closed' } }),
    }))
