import type { Paper } from '../paper/paper.ts'

/** A group's agreement on a paper: on both axes, not on both, or split into camps, `towards` another camp's cell. */
export type Standing =
  | { readonly kind: 'settled' }
  | { readonly kind: 'unsettled' }
  | { readonly kind: 'split'; readonly towards: number }

/** A paper that a group has placed. */
export interface AtlasPaper {
  readonly paper: Paper
  /** Where it is, 0–8; `undefined` if most votes place it off the grid. */
  readonly cell: number | undefined
  readonly standing: Standing
  /** In ms since 1970. */
  readonly placedAt: number
  readonly isNew: boolean
}

/** The cells where a paper is listed: a split one in both its places, one off the grid in none. */
export function placesOf({ cell, standing }: Pick<AtlasPaper, 'cell' | 'standing'>): readonly number[] {
  if (cell === undefined) return []
  return standing.kind === 'split' ? [cell, standing.towards] : [cell]
}

/** All papers of a group. */
export interface Atlas {
  readonly title: string
  /** The months it covers: "Sep–Nov 2026". */
  readonly span: string
  readonly papers: readonly AtlasPaper[]
}
