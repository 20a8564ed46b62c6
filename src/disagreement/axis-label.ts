import { sum, type Three } from '../grid/counts.ts'
import { wholeAgreement } from './agreement.ts'
import { pBottom, pTop } from './posterior.ts'

/** The label of one axis; the rules are in docs/disagreement.md 3. */
export type AxisLabel =
  | 'none'
  | 'single'
  | 'pair-same'
  | 'pair-adjacent'
  | 'pair-opposite'
  | 'unanimous'
  | 'polarised'
  | 'strong'
  | 'consensus'
  | 'leaning'
  | 'ends'
  | 'neighbours'
  | 'spread'

const pairs = ['pair-same', 'pair-adjacent', 'pair-opposite'] as const

/** Minimum number of answers for `polarised`; with fewer, the same counts are `ends`. */
const minForPolarised = 20
/** Up to this number of answers pTop and pBottom are checked; by enumeration, 12-7-12 are the last counts that fail. */
const maxGated = 60

/** The first rule that holds. Compares shares in whole numbers, because rounding errors could change the label. */
export function axisLabel(counts: Three): AxisLabel {
  const n = sum(counts)
  if (n === 0) return 'none'
  if (n === 1) return 'single'
  if (n === 2) return pairs[distanceOfPair(counts)]
  const [first, middle, last] = counts
  const [fewerEnd, max] = [Math.min(first, last), Math.max(...counts)]
  const wholeA = wholeAgreement(counts)
  if (max === n) return 'unanimous'
  if (n >= 6 && 10 * wholeA <= -3 * n && fewerEnd >= 2 && isGated(n, () => pBottom(counts, 1) >= 0.8))
    return n >= minForPolarised ? 'polarised' : 'ends'
  const leader = leaderOf(counts)
  if (leader !== undefined) {
    const isTop = (min: number) => isGated(n, () => pTop(counts, leader) >= min)
    if (10 * max >= 9 * n && 10 * wholeA >= 8 * n && isTop(0.95)) return 'strong'
    if (4 * max >= 3 * n && 2 * wholeA >= n && isTop(0.9)) return 'consensus'
    if (5 * max >= 3 * n && isTop(0.8)) return 'leaning'
  }
  if (middle < fewerEnd) return 'ends'
  const [, second = 0] = counts.toSorted((a, b) => b - a)
  if (5 * (n - fewerEnd) >= 4 * n && 4 * second >= n) return 'neighbours'
  return 'spread'
}

/** Whether the axis needs no further discussion. */
export const isSettled = (label: AxisLabel): boolean =>
  label === 'unanimous' || label === 'strong' || label === 'consensus'

/** The category with the most answers; of several the lowest. */
export function leadingOf(counts: Three): 0 | 1 | 2 {
  const max = Math.max(...counts)
  return ([0, 1, 2] as const).find((i) => counts[i] === max) ?? 0
}

/** The category with the most answers; `undefined` without answers or if several have the most. */
export function leaderOf(counts: Three): 0 | 1 | 2 | undefined {
  const max = Math.max(...counts)
  const leaders = ([0, 1, 2] as const).filter((i) => counts[i] === max)
  return max > 0 && leaders.length === 1 ? leaders[0] : undefined
}

const isGated = (n: number, gate: () => boolean): boolean => n > maxGated || gate()

function distanceOfPair(counts: Three): 0 | 1 | 2 {
  if (Math.max(...counts) === 2) return 0
  return counts[1] === 0 ? 2 : 1
}
