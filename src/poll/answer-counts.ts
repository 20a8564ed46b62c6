import { z } from 'zod'
import type { Answers } from './ballot.ts'

const count = z.int().min(0)

export const answerCountFields = {
  /** Ballots by confidence, 1 … 5. */
  confidence: z.tuple([count, count, count, count, count]).readonly(),
  goal: z.object({ capabilities: count, understanding: count, alignment: count, unclear: count }).readonly(),
  tractable: z.object({ yes: count, maybe: count, no: count }).readonly(),
}

export const AnswerCounts = z.object(answerCountFields).readonly()
/** The counts of a round's optional answers, each on its own. */
export type AnswerCounts = z.infer<typeof AnswerCounts>

/** The answers of one ballot, or of `count` equal ones. */
export type CountedAnswers = Answers & { readonly count?: number }

/** Counts the optional answers of a round's ballots. */
export function countAnswers(answers: readonly CountedAnswers[]): AnswerCounts {
  const count = <Key extends 'confidence' | 'goal' | 'tractable'>(key: Key, value: Answers[Key]): number =>
    answers.reduce((sum, given) => (given[key] === value ? sum + (given.count ?? 1) : sum), 0)
  const confidence = (value: number) => count('confidence', value)
  return {
    confidence: [confidence(1), confidence(2), confidence(3), confidence(4), confidence(5)],
    goal: {
      capabilities: count('goal', 'capabilities'),
      understanding: count('goal', 'understanding'),
      alignment: count('goal', 'alignment'),
      unclear: count('goal', 'unclear'),
    },
    tractable: {
      yes: count('tractable', 'yes'),
      maybe: count('tractable', 'maybe'),
      no: count('tractable', 'no'),
    },
  }
}
