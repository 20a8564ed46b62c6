import { sum } from '../grid/counts.ts'
import { probabilities } from './distribution.ts'

/** The probabilities of a count at least and at most as large as the one seen. */
export interface Tails {
  readonly atLeast: number
  readonly atMost: number
}

/** @param p The probability of one success, strictly between 0 and 1. */
export function binomialTails(successes: number, trials: number, p: number): Tails {
  const all = probabilities({
    min: 0,
    max: trials,
    ratio: (k) => ((trials - k) * p) / ((k + 1) * (1 - p)),
  })
  return { atLeast: sum(all.slice(successes)), atMost: sum(all.slice(0, successes + 1)) }
}
