import { approach, type Cell, caseFocus } from '../../grid/axes.ts'
import { formatVotes } from '../numbers.ts'
import { type Role, shadeFor } from '../theme.ts'

/** How the votes of a picture are told: people while they are few, shares when they are many. */
export type Scale = 'dots' | 'initials' | 'shares'

/** From so many full placements on, shares are shown. */
export const maxPeople = 30

/** What is in one cell, and how it is told. */
export interface CellVotes {
  readonly cell: Cell
  readonly count: number
  /** m, the full placements of the poll. */
  readonly total: number
  readonly scale: Scale
  /** Of the voters, in the order of their ballots; `initials` only. */
  readonly initials: readonly string[]
  /** Won or lost since the round before; where it is told, it takes the place of the marks. */
  readonly change?: number
  /** From the left, how much room the top line has beside what is in the cell's right corner. */
  readonly room: number
}

/** "Engineering, Average-case: 3 votes" */
export function cellCount({ row, column }: Cell, count: number): string {
  return `${approach.levels[row]}, ${caseFocus.levels[column]}: ${formatVotes(count)}`
}

export function coloursOf({ count, total }: CellVotes): { readonly ink: Role; readonly ground: Role } {
  if (count === 0) return { ink: 'muted', ground: 'empty' }
  const step = shadeFor(count, total)
  return { ink: `step${step}-ink`, ground: `step${step}` }
}
