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
  closedRounds(lines)
    .filter(({ tally }) => votesOf(tally) > 0)
    .slice(0, most)
    .map(toOutcome)

/** A poll's last closed round that has votes; failing that, its last closed round. */
export function outcomeOf(line: MemoryLine): Outcome | undefined {
  const closed = closedRounds([line])
  const last = closed.find(({ tally }) => votesOf(tally) > 0) ?? closed[0]
  return last && toOutcome(last)
}

/** Newest first. */
const closedRounds = (lines: readonly MemoryLine[]) =>
  lines
    .flatMap((line) =>
      line.rounds.flatMap(({ number, state, closedAt, tally }) =>
        state === 'open' || closedAt === undefined ? [] : [{ line, number, closedAt, tally }],
      ),
    )
    .toSorted((a, b) => b.closedAt - a.closedAt || b.number - a.number)

const toOutcome = ({ line, number, closedAt, tally }: ReturnType<typeof closedRounds>[number]): Outcome => ({
  ...{ line, round: number, closedAt, votes: votesOf(tally) },
  summary: summaryOf(tally, { round: { number, state: 'closed' } }),
})
