import { sum } from '../grid/counts.ts'

/** How the answers of returning voters changed on one axis. */
export interface AxisChange {
  /** Voters who moved toward the last category; `down`: toward the first. */
  readonly up: number
  readonly down: number
  readonly unchanged: number
  /** Half of the absolute changes of the three counts, as a share of these voters, 0 … 1; null without any. */
  readonly netChange: number | null
  /** p-value of the exact two-sided sign test of `up` against `down`, 0 … 1; 1 if nobody moved. */
  readonly signTestP: number
}

/**
 * Compares two rounds on one axis; docs/disagreement.md 7.
 *
 * @param answers The categories, 0–2, before and now of each voter who answered the axis in both rounds.
 */
export function axisChangeOf(answers: readonly (readonly [number, number])[]): AxisChange {
  const up = answers.filter(([before, now]) => now > before).length
  const down = answers.filter(([before, now]) => now < before).length
  const won = [0, 1, 2].map(
    (category) =>
      answers.filter(([, now]) => now === category).length -
      answers.filter(([before]) => before === category).length,
  )
  return {
    up,
    down,
    unchanged: answers.length - up - down,
    netChange: answers.length === 0 ? null : sum(won.map(Math.abs)) / 2 / answers.length,
    signTestP: signTest(up, down),
  }
}

/** min(1, 2 · P(X ≤ min(up, down))), X binomial with n = up + down and p = ½. Summed through logarithms. */
function signTest(up: number, down: number): number {
  const n = up + down
  if (n === 0) return 1
  let logTerm = -n * Math.LN2
  let tail = Math.exp(logTerm)
  for (let k = 1; k <= Math.min(up, down); k += 1) {
    logTerm += Math.log((n - k + 1) / k)
    tail += Math.exp(logTerm)
  }
  return Math.min(1, 2 * tail)
}
