import type { Paper } from '../paper/paper.ts'

/** How far a group agrees on where a paper is: on both axes, not on both, or in camps, with the cell of the other. */
export type Standing =
  | { readonly kind: 'settled' }
  | { readonly kind: 'unsettled' }
  | { readonly kind: 'split'; readonly towards: number }

/** A paper that a group has placed. */
export interface AtlasPaper {
  readonly paper: Paper
  /** The cell at the centre of its ballots, 0–8; nothing where most say it is off the grid. */
  readonly cell: number | undefined
  readonly standing: Standing
  /** In ms since 1970. */
  readonly placedAt: number
  readonly isNew: boolean
}

/** All papers of a group. */
export interface Atlas {
  readonly title: string
  /** From when to when: "Sep–Nov 2026". */
  readonly span: string
  readonly papers: readonly AtlasPaper[]
}
