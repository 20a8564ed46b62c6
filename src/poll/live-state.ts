import { votesOf } from '../grid/tally.ts'
import type { VoterId } from './ballot.ts'
import type { Round } from './poll.ts'

/** Voters who must have changed something before the next state is shown, so that no ballot is seen to arrive alone. */
const minChanges = 3

/**
 * Notes that a voter has voted, changed or withdrawn in a round that is counted live, and publishes the next state once
 * enough have and enough ballots are in. Leaves a round that is not counted live unchanged.
 */
export function withLiveChange(round: Round, voter: VoterId, shownFrom: number): Round {
  const { live, tally } = round
  if (live === undefined) return round
  const waiting = [...new Set([...live.waiting, voter])].toSorted()
  const isNext = waiting.length >= minChanges && votesOf(tally) >= shownFrom
  return { ...round, live: isNext ? { tally, waiting: [] } : { ...live, waiting } }
}
