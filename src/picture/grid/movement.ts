import type { Camp } from '../../disagreement/camps.ts'
import { returningVoters } from '../../disagreement/returning.ts'
import type { MoveCount } from '../../disagreement/rounds.ts'
import { cells } from '../../grid/axes.ts'
import { type Counts, sum } from '../../grid/counts.ts'
import type { Disclosure } from '../../poll/disclose.ts'

/** People who went from one cell to another since the round before; `from` and `to` are 0–8. */
export type Flow = MoveCount

/** How those moved who voted in the round before and in this one; who joined or left is no move. */
export interface Movement {
  /** The number of the round before. */
  readonly since: number
  /** How many each of the nine cells won or lost. */
  readonly changes: Counts
  /** From cell to cell, the largest first; at most eight, the report has the rest. */
  readonly flows: readonly Flow[]
}

const maxFlows = 8

/** Nothing in a first round, where nobody moved, and where it may not be told or isn't known who came back. */
export function movementOf(poll: Disclosure): Movement | undefined {
  const returning = returningVoters(poll)
  const moves = returning?.steps.filter(({ from, to }) => from !== to) ?? []
  if (returning === undefined || moves.length === 0) return undefined
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

/**
 * What stands out on the grid, one thing at most: people who moved, else firm camps, else the cell at the centre. A
 * centre between two camps would be a place where nobody stands.
 */
export type Annotations =
  | { readonly kind: 'moves'; readonly since: number; readonly flows: readonly Flow[] }
  | { readonly kind: 'camps'; readonly camps: readonly Camp[] }
  | { readonly kind: 'centre'; readonly cell: number }
  | undefined
