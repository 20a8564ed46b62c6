import { findingsOf } from '../disagreement/findings.ts'
import type { Spot } from '../grid/axes.ts'
import { sum } from '../grid/counts.ts'
import { centreOf } from '../grid/distance.ts'
import type { Tally } from '../grid/tally.ts'
import type { Paper } from '../paper/paper.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { PollId } from '../poll/poll.ts'

const maxPlaced = 3

/** A paper that a group has placed. */
export interface PlacedPaper {
  readonly poll: PollId
  readonly paper: Paper
  /** How many say so, of how many. */
  readonly votes: number
  readonly of: number
}

/**
 * Where a group's votes place a paper: at the centre of the full placements, or off the grid where most call it
 * applications. Nothing without votes, and nothing between camps, where nobody stands.
 */
function spotOf(tally: Tally): Spot | undefined {
  const { camps, cells, applications, placements } = findingsOf(tally)
  if (applications > placements) return 'off-grid'
  return camps.k > 1 ? undefined : centreOf(cells)
}

/** The papers of polls that were placed at one of these spots: the first three. */
export const findPlaced = (polls: readonly Disclosure[], spots: readonly Spot[]): readonly PlacedPaper[] =>
  polls.flatMap((poll) => findPlacedAt(spots, poll) ?? []).slice(0, maxPlaced)

/** The poll's paper, where its last round that may be seen places it at one of these spots. */
export function findPlacedAt(
  spots: readonly Spot[],
  { id, paper, rounds }: Disclosure,
): PlacedPaper | undefined {
  const round = rounds.findLast((round) => !round.hidden && round.votes > 0)
  if (round === undefined || round.hidden) return undefined
  const { tally, votes: of } = round
  const spot = spotOf(tally)
  if (spot === undefined || !spots.includes(spot)) return undefined
  const at = (spot: Spot) => (spot === 'off-grid' ? tally.applications : (tally.cells[spot] ?? 0))
  return { poll: id, paper, votes: sum(spots.map(at)), of }
}
