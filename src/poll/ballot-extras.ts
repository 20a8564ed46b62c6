import { z } from 'zod'
import { partOf } from '../grid/part.ts'
import type { Stance } from '../grid/stance.ts'
import type { Tally } from '../grid/tally.ts'
import { toLine } from '../paper/clean-title.ts'

// Optional answers of a ballot about its voter: how far they have read, what would move them, and how many they expect to agree.

/** How much of the paper a voter has read: values and labels. */
export const depths = {
  'not-yet': 'Not yet',
  abstract: 'Abstract',
  skimmed: 'Skimmed',
  read: 'Read it',
} as const
export const Depth = z.enum(['not-yet', 'abstract', 'skimmed', 'read'])
export type Depth = z.infer<typeof Depth>

/** Of what would move a voter, in characters. */
export const maxCrux = 140

/** A voter's answer to what would move them, as one line. */
export const CruxText = z.string().overwrite(toLine).min(1)

/** How many of the others a voter expects to give the same answer: values and labels. As a share of the others, `share / 4`. */
export const shares = {
  '0': 'Almost none',
  '1': 'A few',
  '2': 'About half',
  '3': 'Most',
  '4': 'Almost all',
} as const

export const Guess = z
  .object({
    /** The answer it was given for: a cell, 0–8, or applications. */
    cell: z.union([z.int().min(0).max(8), z.literal('applications')]),
    share: z.literal([0, 1, 2, 3, 4]),
  })
  .readonly()
/** How many of the others a voter of a hidden round expected to give the same answer. */
export type Guess = z.infer<typeof Guess>

/** The answer that a guess of this voter is about; `undefined` if they are unsure. */
export function guessedAnswer(stance: Stance): Guess['cell'] | undefined {
  const part = partOf(stance)
  return part === 'unsure' ? undefined : part
}

export const AnswerTotals = z.array(z.int().min(0)).length(10).readonly()
/** Ten counts: the cells 0–8, then applications. */
export type AnswerTotals = z.infer<typeof AnswerTotals>

export const toAnswerTotals = ({ cells, applications }: Tally): AnswerTotals => [...cells, applications]
