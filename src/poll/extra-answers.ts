import { z } from 'zod'
import { toLine } from '../paper/clean-title.ts'
import type { VoterId } from './ballot.ts'

/*
 * Answers beyond a poll's own questions that an export may have: how far a voter has read, what would move them, how many
 * they expected to agree, and what a round was asked after its votes were shown.
 */

const count = z.int().min(0)

export const Depth = z.enum(['not-yet', 'abstract', 'skimmed', 'read'])
/** How much of the paper a voter has read. */
export type Depth = z.infer<typeof Depth>

export const DepthCounts = z
  .object({
    'not-yet': count.default(0),
    abstract: count.default(0),
    skimmed: count.default(0),
    read: count.default(0),
  })
  .readonly()
export type DepthCounts = z.infer<typeof DepthCounts>

export const Guess = z
  .object({
    /** The answer it was given for: a cell, 0–8, or applications. */
    cell: z.union([z.int().min(0).max(8), z.literal('applications')]),
    /** 0, almost none · 1, a few · 2, about half · 3, most · 4, almost all: as a share of the others `share / 4`. */
    share: z.literal([0, 1, 2, 3, 4]),
  })
  .readonly()
/** How many of the others a voter of a hidden round expected to give the same answer. */
export type Guess = z.infer<typeof Guess>

export const GuessCounts = z.tuple([count, count, count, count, count]).readonly()
/** Guesses by their share, 0 … 4. */
export type GuessCounts = z.infer<typeof GuessCounts>

export const AnswerTotals = z.array(count).length(10).readonly()
/** Ten counts: the cells 0–8, then applications. */
export type AnswerTotals = z.infer<typeof AnswerTotals>

export const CruxText = z.string().overwrite(toLine).min(1)

export const CruxSide = z
  .object({
    /** "Engineering", "▲", "Engineering × Worst-case", "On the grid" or "Applications research". */
    label: z.string().overwrite(toLine).min(1).max(40),
    mine: count,
    /** All voters of the side. */
    of: count,
  })
  .refine(({ mine, of }) => mine <= of, { path: ['mine'], error: 'More than the voters of the side' })
  .readonly()
/** How many voters of one side would be moved by a crux. */
export type CruxSide = z.infer<typeof CruxSide>

/** A voter's answer to what would move them, and how many others it would move. */
export interface Crux {
  readonly id: string
  readonly text: string
  /** Who wrote it; never in an anonymous poll. */
  readonly voter?: VoterId | undefined
  /** Absent until the cruxes are counted; includes the writer. */
  readonly mine?: number | undefined
  readonly notMine?: number | undefined
  /** In the order of the sides. Absent in an anonymous poll if a side has fewer than three voters. */
  readonly sides?: readonly CruxSide[] | undefined
}

export const DifferCounts = z.object({ words: count, paper: count, values: count }).readonly()
/** Why voters think they differ: over the words, over what the paper says, or over how they weigh it. */
export type DifferCounts = z.infer<typeof DifferCounts>

export const SettledCounts = z.object({ yes: count, no: count, notDiscussed: count }).readonly()
/** Whether the question of the round before was settled. */
export type SettledCounts = z.infer<typeof SettledCounts>

/** The extra answers of one ballot, in polls with names. */
export interface BallotExtras {
  readonly depth?: Depth | undefined
  readonly crux?: string | undefined
  readonly guess?: Guess | undefined
}

/** The extra answers of a round that don't stand at its ballots. */
export interface RoundExtras {
  /** The counts at the reveal, which guesses are compared with. */
  readonly countsAtReveal?: AnswerTotals | undefined
  readonly cruxes?: readonly Crux[] | undefined
  readonly differ?: DifferCounts | undefined
  /** Answers of this round about the one before. */
  readonly settled?: SettledCounts | undefined
  /** Only of anonymous polls. */
  readonly depth?: DepthCounts | undefined
  /** Only of anonymous polls. */
  readonly guesses?: GuessCounts | undefined
}
