import { z } from 'zod'
import { CruxId } from './ballot.ts'
import { CruxSide, DifferCounts, SettledCounts } from './extra-answers.ts'

/** Whether the crux of another voter would move a voter too: values and labels. */
export const cruxAnswers = { mine: 'Mine too', 'not-mine': 'Not mine' } as const
const CruxAnswer = z.enum(['mine', 'not-mine'])
export type CruxAnswer = z.infer<typeof CruxAnswer>

/** Why voters differ: values and labels. */
export const differReasons = {
  words: 'We use the words differently',
  paper: 'We read the paper differently',
  values: 'We weigh it differently',
} as const
const DifferReason = z.enum(['words', 'paper', 'values'])
export type DifferReason = z.infer<typeof DifferReason>

/** Whether the question of the round before was settled: values and labels. */
export const settledAnswers = {
  yes: 'Settled',
  no: 'Not settled',
  'not-discussed': "We didn't get to it",
} as const
const SettledAnswer = z.enum(['yes', 'no', 'not-discussed'])
export type SettledAnswer = z.infer<typeof SettledAnswer>

export const Reply = z
  .object({
    v: z.literal(1),
    cruxes: z.record(CruxId, CruxAnswer).readonly(),
    differ: DifferReason.optional(),
    /** About the question of the round before. */
    settled: SettledAnswer.optional(),
  })
  .readonly()
/** A voter's answers to what a round asks once its votes are shown. Without name and time. */
export type Reply = z.infer<typeof Reply>

export const emptyReply: Reply = { v: 1, cruxes: {} }

const CountedCrux = z
  .object({
    id: CruxId,
    mine: z.int().min(0),
    notMine: z.int().min(0),
    sides: z.array(CruxSide).readonly().optional(),
  })
  .readonly()
/** How many voters a crux would move; includes its writer. */
export type CountedCrux = z.infer<typeof CountedCrux>

export const CountedReplies = z
  .object({
    v: z.literal(1),
    cruxes: z.array(CountedCrux).readonly().optional(),
    differ: DifferCounts.optional(),
    settled: SettledCounts.optional(),
  })
  .readonly()
/**
 * The replies of a round as counts that don't change any more: of an anonymous round, whose changes would reveal who has
 * answered what, and of rounds whose replies are not there. Each count stands for the replies that it was made from.
 */
export type CountedReplies = z.infer<typeof CountedReplies>
