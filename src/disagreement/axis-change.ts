import { sum } from '../grid/counts.ts'

/** How the answers of returning voters moved on one axis. */
export interface AxisChange {
  /** Voters who moved toward the last category. */
  readonly up: number
  readonly down: number
  readonly unchanged: number
  /** What remains of the moves when they cancel out, as a share of these voters, 0 … 1; null without any. */
  readonly netChange: number | null
  /** The exact two-sided sign test of up against down, 0 … 1; 1 if nobody moved. */
  readonly signTestP: number
}

/**
 * Detail of a re-vote; docs/disagreement.md 7.
 *
 * @param answers Category before and category now of each voter who answered the axis in both rounds.
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

/** min(1, 2 · P(at most min(up, down) heads of up + down fair coins)). */
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
