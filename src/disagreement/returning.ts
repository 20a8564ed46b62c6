import type { Disclosure, OpenBallot, OpenRound } from '../poll/disclose.ts'
import { type MoveCount, stepsOf } from './rounds.ts'

/** The voters of both the current round and the round before. */
export interface Returning {
  /** The number of the round before. */
  readonly round: number
  readonly voters: readonly { readonly before: OpenBallot; readonly now: OpenBallot }[]
  /** The number of voters of the round before only; `joined`: of this one only. */
  readonly left: number
  readonly joined: number
  readonly steps: readonly MoveCount[]
}

/**
 * Finds the voters of both the current round and the round before.
 *
 * @returns `undefined` in a first round, while a round is hidden, if only counts were read, and in an anonymous poll
 *   until the round is closed.
 */
export function returningVoters({ rounds, current, visibility }: Disclosure): Returning | undefined {
  const before = rounds.at(-2)
  if (before === undefined || before.hidden || current.hidden) return undefined
  if (visibility === 'anonymous' && current.state === 'open') return undefined
  if (!(hasBallots(before) && hasBallots(current))) return undefined
  const earlier = new Map(before.ballots.map((ballot) => [ballot.voter, ballot]))
  const voters = current.ballots.flatMap((now) => {
    const was = earlier.get(now.voter)
    return was === undefined ? [] : [{ before: was, now }]
  })
  const steps = stepsOf(
    voters.map(({ before, now }) => ({ before: before.answers.stance, now: now.answers.stance })),
  )
  return {
    round: before.number,
    voters,
    left: before.votes - voters.length,
    joined: current.votes - voters.length,
    steps,
  }
}

const hasBallots = ({ ballots, votes }: OpenRound): boolean => ballots.length === votes

/** The answers before and now, 0–2, of the voters who answered that axis in both rounds. */
export function axisAnswers(
  { voters }: Returning,
  axis: 'row' | 'column',
): readonly (readonly [number, number])[] {
  return voters.flatMap(({ before, now }) => {
    const [was, is] = [before.answers.stance, now.answers.stance]
    if (was.kind !== 'placement' || is.kind !== 'placement') return []
    const [from, to] = [was[axis], is[axis]]
    return from === null || to === null ? [] : [[from, to] as const]
  })
}
