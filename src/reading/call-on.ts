import { stepsApart } from '../grid/distance.ts'
import { partOf } from '../grid/part.ts'
import type { OpenBallot } from '../poll/disclosed-round.ts'

/** From fewer full placements on, nobody is called on. */
const leastPlacements = 4

/** A ballot that places its paper in a cell. */
interface Placed {
  readonly ballot: OpenBallot
  readonly cell: number
}

/** Whom not to call on, by the ids that ballots show. */
interface Others {
  readonly facilitator: string | undefined
  /** Those who were called on last time. */
  readonly named: ReadonlySet<string>
}

/**
 * The two voters whom a facilitator calls on: their placements are the farthest apart. Where several are, those who wrote a
 * reason or a crux and were not called on last time; then those with more confidence; then the earliest.
 *
 * @param ballots Of a poll that shows names, the earliest first.
 * @returns in the order of the grid; `undefined` with less than four full placements, or if no two differ.
 */
export function whomToCallOn(
  ballots: readonly OpenBallot[],
  { facilitator, named }: Others,
): readonly [OpenBallot, OpenBallot] | undefined {
  const placed = ballots.flatMap((ballot): readonly Placed[] => {
    const cell = partOf(ballot.answers.stance)
    return typeof cell === 'number' ? [{ ballot, cell }] : []
  })
  if (placed.length < leastPlacements) return undefined
  const callable = placed.filter(({ ballot }) => ballot.voter !== facilitator)
  const pairs = callable.flatMap((one, i) => callable.slice(i + 1).map((other) => [one, other] as const))
  const isWilling = ({ ballot: { voter, answers } }: Placed): boolean =>
    (answers.why !== undefined || answers.crux !== undefined) && !named.has(voter)
  const rank = ([one, other]: readonly [Placed, Placed]): readonly number[] => [
    stepsApart(one.cell, other.cell),
    [one, other].filter(isWilling).length,
    confidenceOf(one) + confidenceOf(other),
  ]
  // The earliest of equals stays first: pairs are in the order of their ballots.
  const [best] = pairs.toSorted((a, b) => compare(rank(b), rank(a)))
  if (best === undefined || best[0].cell === best[1].cell) return undefined
  const [first, second] = best[0].cell < best[1].cell ? best : [best[1], best[0]]
  return [first.ballot, second.ballot]
}

const confidenceOf = ({ ballot }: Placed): number => ballot.answers.confidence ?? 0

/** By the first number that differs. */
function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}
