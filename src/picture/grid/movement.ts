import type { Camp } from '../../disagreement/camps.ts'
import { returningVoters } from '../../disagreement/returning.ts'
import type { MoveCount } from '../../disagreement/rounds.ts'
import { cells } from '../../grid/axes.ts'
import { type Counts, sum } from '../../grid/counts.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { OpenRound } from '../../poll/disclosed-round.ts'

/** People who moved from one cell to another since the previous round; `from` and `to` are 0–8. */
export type Flow = MoveCount

/** The changes since the previous round. */
export interface Movement {
  /** The number of the previous round. */
  readonly since: number
  /** Net gain or loss of each of the nine cells by those who voted in both rounds, or of its count if they aren't known. */
  readonly changes: Counts
  /** How they moved from cell to cell, the largest first; at most eight. The report lists the rest. */
  readonly flows: readonly Flow[]
}

const maxFlows = 8

/**
 * The movement since the previous round; `undefined` in a first round, and if nobody moved. If it isn't disclosed who
 * returned, a closed round has the changes of its counts alone.
 */
export function movementOf(poll: Disclosure): Movement | undefined {
  const returning = returningVoters(poll)
  if (returning === undefined) return changesOf(poll)
  const moves = returning.steps.filter(({ from, to }) => from !== to)
  if (moves.length === 0) return undefined
  const voters = (steps: readonly MoveCount[]) => sum(steps.map(({ voters }) => voters))
  return {
    since: returning.round,
    changes: cells.map(
      ({ index }) =>
        voters(moves.filter(({ to }) => to === index)) - voters(moves.filter(({ from }) => from === index)),
    ),
    flows: moves
      .filter(({ from, to }) => from < cells.length && to < cells.length)
      .toSorted((a, b) => b.voters - a.voters)
      .slice(0, maxFlows),
  }
}

/** While a round is open, its counts are compared with nothing: more votes may come. */
function changesOf({ rounds, current }: Disclosure): Movement | undefined {
  const before = rounds.at(-2)
  if (before === undefined || before.hidden || current.hidden || current.state === 'open') return undefined
  const countIn = ({ tally }: OpenRound, cell: number) => tally.cells[cell] ?? 0
  const changes = cells.map(({ index }) => countIn(current, index) - countIn(before, index))
  return changes.some((change) => change !== 0) ? { since: before.number, changes, flows: [] } : undefined
}

/**
 * The one thing that is marked on the grid: moves, or else firm camps, or else the central cell. A centre between two
 * camps would be a position that nobody holds.
 */
export type Annotations =
  | { readonly kind: 'moves'; readonly since: number; readonly flows: readonly Flow[] }
  | { readonly kind: 'camps'; readonly camps: readonly Camp[] }
  | { readonly kind: 'centre'; readonly cell: number }
  | undefined
