import type { Paper } from '../paper/paper.ts'
import type { PaperStanding, StandingCounts } from './standing.ts'

/** A paper that a group has placed, or has voted on without placing it. */
export interface AtlasPaper {
  readonly paper: Paper
  readonly standing: PaperStanding
  /** Those of its standing round. */
  readonly counts: StandingCounts
  /** In ms since 1970. */
  readonly placedAt: number
  readonly isNew: boolean
}

/** Whether a paper is listed in a cell, 0–8. */
export const isListedAt = ({ standing }: Pick<AtlasPaper, 'standing'>, cell: number): boolean =>
  standing.places.includes(cell)

/** Whether a paper is listed in any cell. */
export const isOnGrid = ({ standing }: Pick<AtlasPaper, 'standing'>): boolean =>
  standing.places.some((place) => place !== 'off')

/** Whether a paper is listed off the grid, which one that is split between it and cells is as well. */
export const isOffGrid = ({ standing: { kind, places } }: Pick<AtlasPaper, 'standing'>): boolean =>
  kind === 'off-grid' || places.includes('off')

/** All papers of a group. */
export interface Atlas {
  readonly title: string
  /** The months it covers: "Sep–Nov 2026". */
  readonly span: string
  readonly papers: readonly AtlasPaper[]
}
