import { z } from 'zod'
import { toLine } from '../paper/clean-title.ts'
import type { VoterId } from './ballot.ts'
import { type AnswerTotals, CruxText, type Depth, type Guess } from './ballot-extras.ts'

// The optional answers of a round: totals of those at the ballots, and answers given after its votes were shown.

const count = z.int().min(0)

export const DepthCounts = z
  .object({
    'not-yet': count.default(0),
    abstract: count.default(0),
    skimmed: count.default(0),
    read: count.default(0),
  })
  .readonly()
export type DepthCounts = z.infer<typeof DepthCounts>

export const GuessCounts = z.tuple([count, count, count, count, count]).readonly()
/** Guesses by their share, 0 … 4. */
export type GuessCounts = z.infer<typeof GuessCounts>

export function countDepths(depths: readonly Depth[]): DepthCounts {
  const count = (depth: Depth) => depths.filter((given) => given === depth).length
  return {
    'not-yet': count('not-yet'),
    abstract: count('abstract'),
    skimmed: count('skimmed'),
    read: count('read'),
  }
}

export function countGuesses(guesses: readonly Guess[]): GuessCounts {
  const count = (share: Guess['share']) => guesses.filter((guess) => guess.share === share).length
  return [count(0), count(1), count(2), count(3), count(4)]
}

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

export const CruxOutcome = z
  .object({
    /** When they were counted for everyone, in ms since 1970. */
    at: z.int(),
    /** How many voters had answered. */
    answered: z.int().min(0),
    /** The crux that two sides share; `undefined` if no crux is shared. */
    shared: z
      .object({ id: z.string(), text: CruxText, sides: z.tuple([CruxSide, CruxSide]).readonly() })
      .readonly()
      .optional(),
  })
  .readonly()
/** The result of counting the cruxes of a round for everyone. */
export type CruxOutcome = z.infer<typeof CruxOutcome>

export const DifferCounts = z.object({ words: count, paper: count, values: count }).readonly()
/** Why voters think they differ: over the words, over what the paper says, or over how they weigh it. */
export type DifferCounts = z.infer<typeof DifferCounts>

export const SettledCounts = z.object({ yes: count, no: count, notDiscussed: count }).readonly()
/** Whether the question of the round before was settled. */
export type SettledCounts = z.infer<typeof SettledCounts>

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
