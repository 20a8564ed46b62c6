import { stanceAt } from '../grid/part.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { OpenBallot, OpenRound } from '../poll/disclosed-round.ts'
import { minShownFrom } from '../poll/poll.ts'
import { type Move, type MoveCount, stepsOf } from './rounds.ts'

/** The voters of both the current round and the round before. */
export interface Returning {
  /** The number of the round before. */
  readonly round: number
  /** One for each of them, who kept their answer included; of an anonymous poll in no order. */
  readonly moves: readonly Move[]
  /** Their ballots; empty in an anonymous poll. */
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
 *   until the round is closed, or if fewer than five have voted in both.
 */
export function returningVoters({ rounds, current, visibility }: Disclosure): Returning | undefined {
  const before = rounds.at(-2)
  if (before === undefined || before.hidden || current.hidden) return undefined
  const voters = visibility === 'names' ? findReturning(before, current) : []
  const moves =
    visibility === 'names'
      ? voters?.map(({ before, now }) => ({ before: before.answers.stance, now: now.answers.stance }))
      : publishedMoves(current)
  if (voters === undefined || moves === undefined) return undefined
  return {
    round: before.number,
    moves,
    voters,
    left: before.votes - moves.length,
    joined: current.votes - moves.length,
    steps: stepsOf(moves),
  }
}

/** Each voter's move in a closed anonymous round; `undefined` if fewer than five voted in both. */
function publishedMoves({ state, loose }: OpenRound): readonly Move[] | undefined {
  const moves = loose.moves?.flatMap(({ from, to, voters }) =>
    Array.from({ length: voters }, () => ({ before: stanceAt(from), now: stanceAt(to) })),
  )
  return state === 'open' || moves === undefined || moves.length < minShownFrom ? undefined : moves
}

function findReturning(before: OpenRound, current: OpenRound): Returning['voters'] | undefined {
  if (!(hasBallots(before) && hasBallots(current))) return undefined
  const earlier = new Map(before.ballots.map((ballot) => [ballot.voter, ballot]))
  return current.ballots.flatMap((now) => {
    const was = earlier.get(now.voter)
    return was === undefined ? [] : [{ before: was, now }]
  })
}

const hasBallots = ({ ballots, votes }: OpenRound): boolean => ballots.length === votes

/** The answers before and now, 0–2, of the voters who answered that axis in both rounds. */
export function axisAnswers(
  { moves }: Returning,
  axis: 'row' | 'column',
): readonly (readonly [number, number])[] {
  return moves.flatMap(({ before, now }) => {
    if (before.kind !== 'placement' || now.kind !== 'placement') return []
    const [from, to] = [before[axis], now[axis]]
    return from === null || to === null ? [] : [[from, to] as const]
  })
}
