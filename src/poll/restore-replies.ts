import { CruxId, type VoterId } from './ballot.ts'
import type { Withdrawn } from './ballot-changes.ts'
import { currentRound, type Poll } from './poll.ts'
import type { BallotDeps } from './record-ballot.ts'
import type { Reply } from './reply.ts'

/**
 * Brings back what went with a ballot that was withdrawn from the current round: the voter's replies, without those to cruxes
 * that are gone, and their crux as the shared one.
 */
export async function restoreReplies(
  deps: BallotDeps,
  poll: Poll,
  voter: VoterId,
  { reply, shared }: Withdrawn,
): Promise<void> {
  if (reply === undefined && shared === undefined) return
  const kept = reply && (await withoutGoneCruxes(deps, poll, reply))
  const ofVoter = { id: poll.id, round: currentRound(poll).number, voter }
  const changed = await deps.store.restoreReply(ofVoter, { reply: kept, shared })
  if (changed !== undefined) deps.onChange(changed)
}

async function withoutGoneCruxes({ store, voters }: BallotDeps, poll: Poll, reply: Reply): Promise<Reply> {
  const { number } = currentRound(poll)
  const [ballots, cruxIdsOf] = await Promise.all([store.ballots(poll, number), voters.cruxIdsOf(poll)])
  const there = new Set(
    [...ballots].flatMap(([voter, { answers }]) =>
      answers.crux === undefined ? [] : [cruxIdsOf?.(number, voter)],
    ),
  )
  const cruxes = Object.entries(reply.cruxes).filter(([id]) => there.has(CruxId.parse(id)))
  return { ...reply, cruxes: Object.fromEntries(cruxes) }
}
