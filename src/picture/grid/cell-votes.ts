import { type Cell, cellSpoken } from '../../grid/axes.ts'
import { formatVotes } from '../numbers.ts'
import { type Role, shadeFor } from '../theme.ts'

/** How votes are shown: one dot or chip per person, shares if there are many, or counts alone. */
export type Scale = 'dots' | 'initials' | 'shares' | 'counts'

/** Maximum full placements that are shown as people; with more, shares are shown. */
export const maxPeople = 30

/** The mark of one voter. */
export interface Initials {
  readonly text: string
  /** Whether they have not read the paper in full. */
  readonly isHollow: boolean
}

/** The votes in one cell and how to show them. */
export interface CellVotes {
  readonly cell: Cell
  readonly count: number
  /** All full placements of the round. */
  readonly total: number
  readonly scale: Scale
  /** The voters' initials in the order of their ballots; only for the scale `initials`. */
  readonly initials: readonly Initials[]
  /** Gain or loss since the previous round; if present, it is shown instead of marks. */
  readonly change?: number
  /** The room for the top line, from the cell's left edge to the mark in its right corner. */
  readonly room: number
}

/** "Engineering, Average-case: 3 votes" */
export function cellCount(cell: Cell, count: number): string {
  return `${cellSpoken(cell)}: ${formatVotes(count)}`
}

/** The colours of a cell: darker with a larger share of the full placements. */
export function coloursOf({ count, total }: CellVotes): { readonly ink: Role; readonly ground: Role } {
  if (count === 0) return { ink: 'muted', ground: 'empty' }
  const step = shadeFor(count, total)
  return { ink: `step${step}-ink`, ground: `step${step}` }
}
