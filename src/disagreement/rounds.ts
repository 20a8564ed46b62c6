import { type Counts, countAt, sum } from '../grid/counts.ts'
import { centreOf, stepsApart } from '../grid/distance.ts'
import type { Stance } from '../grid/stance.ts'
import { pairsAmong, stepsByAxis } from './gap.ts'

/** One voter's stances in the round before and in this one. */
export interface Move {
  readonly before: Stance
  readonly now: Stance
}

/** A stance for comparing rounds: 0–8 a cell, 9 applications, 10 unsure on either axis. */
type Answer = number
export const answers = { applications: 9, unsure: 10 } as const
const kinds = 11

/** How many gave an answer. */
export interface AnswerCount {
  readonly to: Answer
  readonly voters: number
}

/** The number of returning voters who changed from one answer to another, or kept it. */
export interface MoveCount {
  readonly from: Answer
  readonly to: Answer
  readonly voters: number
}

export type Verdict = 'too-few' | 'unchanged' | 'swapped' | 'converged' | 'diverged' | 'shifted' | 'stable'

/** The change between two rounds among those who voted in both; docs/disagreement.md 7. */
export interface Change {
  readonly verdict: Verdict
  /** P, the voters of both rounds. */
  readonly returning: number
  readonly moved: number
  /** Net change in voters: half of the sum of the absolute changes of all answers' counts. */
  readonly net: number
  /** q, the voters with a full placement in both rounds. */
  readonly full: number
  /** The mean gap of these voters, in steps; null for fewer than two. */
  readonly gapBefore: number | null
  readonly gapNow: number | null
  /** The number of voters whose move between cells brought them closer to the centre of the round before. */
  readonly toward: number
  /** The number of voters whose move between cells took them farther from it. */
  readonly away: number
  /** The answers now of those who moved: cells in order, applications, unsure. */
  readonly targets: readonly AnswerCount[]
}

/** Counts the moves: at most 121 entries, ordered by `from`, then `to`. Voters who kept their answer count too. */
export function stepsOf(moves: Iterable<Move>): readonly MoveCount[] {
  const voters = Array.from({ length: kinds * kinds }, () => 0)
  for (const { before, now } of moves) {
    const step = kinds * answerOf(before) + answerOf(now)
    voters[step] = countAt(voters, step) + 1
  }
  return voters.flatMap((n, i) => (n > 0 ? [{ from: Math.floor(i / kinds), to: i % kinds, voters: n }] : []))
}

function answerOf(stance: Stance): Answer {
  if (stance.kind === 'applications') return answers.applications
  const { row, column } = stance
  return row === null || column === null ? answers.unsure : 3 * row + column
}

export function changeOf(steps: readonly MoveCount[]): Change {
  const moved = steps.filter(({ from, to }) => from !== to)
  const full = fullIn(steps)
  const meanGapAt = (end: End) => {
    const pairs = pairsAmong(votersIn(full))
    return pairs === 0 ? null : gapSteps(full, end) / pairs
  }
  const centre = centreOf(cellsAt(steps, 'from'))
  const countNearer = (sign: number) =>
    votersIn(full.filter(({ from, to }) => sign === directionTo(from, to, centre ?? from)))
  return {
    verdict: verdictOf(steps),
    returning: votersIn(steps),
    moved: votersIn(moved),
    net: netOf(steps),
    full: votersIn(full),
    gapBefore: meanGapAt('from'),
    gapNow: meanGapAt('to'),
    toward: countNearer(1),
    away: countNearer(-1),
    targets: Array.from({ length: kinds }, (_, to) => ({ to, voters: votersAt(moved, 'to', to) })).filter(
      ({ voters }) => voters > 0,
    ),
  }
}

/** The first rule that holds; docs/disagreement.md 7. */
function verdictOf(steps: readonly MoveCount[]): Verdict {
  const returning = votersIn(steps)
  const moved = votersIn(steps.filter(({ from, to }) => from !== to))
  if (returning < 3) return 'too-few'
  if (moved === 0) return 'unchanged'
  const isStable = hasSettled(steps)
  if (moved >= 2 && 4 * moved >= returning && isStable) return 'swapped'
  const full = fullIn(steps)
  if (votersIn(full) >= 3) {
    const [before, now] = [gapSteps(full, 'from'), gapSteps(full, 'to')]
    const quarter = pairsAmong(votersIn(full)) / 4
    if (4 * now <= 3 * before && before - now >= quarter && isRobust(full, -1)) return 'converged'
    if (4 * now >= 5 * before && now - before >= quarter && isRobust(full, 1)) return 'diverged'
  }
  return isStable ? 'stable' : 'shifted'
}

/**
 * Whether the net change is at most 15 % of the returning voters, the threshold of Scheibe, Skutsch & Schofer (The
 * Delphi Method, 1975) for a stable round.
 */
export const hasSettled = (steps: readonly MoveCount[]): boolean => 100 * netOf(steps) <= 15 * votersIn(steps)

/** Whether the gap falls (−1) or rises (+1) also after removing any one voter. */
const isRobust = (full: readonly MoveCount[], sign: 1 | -1): boolean =>
  full.every((one) => {
    const rest = full.map((step) => (step === one ? { ...step, voters: step.voters - 1 } : step))
    return Math.sign(gapSteps(rest, 'to') - gapSteps(rest, 'from')) === sign
  })

type End = 'from' | 'to'

/** The sum of the distances of all pairs of voters in one of the rounds. A whole number, so comparisons are exact. */
function gapSteps(steps: readonly MoveCount[], end: End): number {
  const { row, column } = stepsByAxis(cellsAt(steps, end))
  return row + column
}

/** Those who placed the paper in full both times. */
const fullIn = (steps: readonly MoveCount[]): readonly MoveCount[] =>
  steps.filter(({ from, to }) => from < answers.applications && to < answers.applications)

const votersIn = (steps: readonly MoveCount[]): number => sum(steps.map(({ voters }) => voters))

const votersAt = (steps: readonly MoveCount[], end: End, answer: Answer): number =>
  votersIn(steps.filter((step) => step[end] === answer))

const cellsAt = (steps: readonly MoveCount[], end: End): Counts =>
  Array.from({ length: 9 }, (_, cell) => votersAt(steps, end, cell))

const netOf = (steps: readonly MoveCount[]): number =>
  sum(
    Array.from({ length: kinds }, (_, i) => Math.abs(votersAt(steps, 'to', i) - votersAt(steps, 'from', i))),
  ) / 2

const directionTo = (from: number, to: number, centre: number): number =>
  Math.sign(stepsApart(from, centre) - stepsApart(to, centre))
