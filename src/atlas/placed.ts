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
  /** The votes for the spots in question. */
  readonly votes: number
  /** All votes of the round. */
  readonly of: number
}

/**
 * The spot at which a group's votes place a paper: the centre of the full placements, or off the grid if applications
 * outnumber placements.
 *
 * @returns `undefined` without full placements, or if the voters form camps, because the centre may lie between them.
 */
function spotOf(tally: Tally): Spot | undefined {
  const { camps, cells, applications, placements } = findingsOf(tally)
  if (applications > placements) return 'off-grid'
  return camps.k > 1 ? undefined : centreOf(cells)
}

/** The first three of the polls' papers that are placed at one of these spots. */
export const findPlaced = (polls: readonly Disclosure[], spots: readonly Spot[]): readonly PlacedPaper[] =>
  polls.flatMap((poll) => findPlacedAt(spots, poll) ?? []).slice(0, maxPlaced)

/** The poll's paper if its last visible round with votes places it at one of these spots, else `undefined`. */
function findPlacedAt(spots: readonly Spot[], { id, paper, rounds }: Disclosure): PlacedPaper | undefined {
  const round = rounds.findLast((round) => !round.hidden && round.votes > 0)
  if (round === undefined || round.hidden) return undefined
  const { tally, votes: of } = round
  const spot = spotOf(tally)
  if (spot === undefined || !spots.includes(spot)) return undefined
  const at = (spot: Spot) => (spot === 'off-grid' ? tally.applications : (tally.cells[spot] ?? 0))
  return { poll: id, paper, votes: sum(spots.map(at)), of }
}
