import type { AudienceId } from '../chat/audience.ts'
import type { Caller } from '../chat/caller.ts'
import type { Ballot } from './ballot.ts'
import type { Poll, Round } from './poll.ts'

/**
 * Those of a poll's audiences that the caller is in as they vote.
 *
 * @param before Their ballot in this round: where the platform doesn't say what they are in, what it said then holds.
 */
export function heldBy(
  { audiences: held }: Caller,
  { audiences = [] }: Poll,
  before: Ballot | undefined,
): Pick<Ballot, 'audiences'> {
  const asked = audiences.map(({ id }) => id)
  const ids = asked.filter((id) => (held ?? before?.audiences ?? []).includes(id))
  return ids.length === 0 ? {} : { audiences: ids }
}

/** The counts of audiences that a round's ballots give, if any has audiences. */
export function countAudienceVotes(
  ballots: Iterable<Pick<Ballot, 'audiences'>>,
): Pick<Round, 'audienceVotes'> {
  const votes: Record<AudienceId, number> = {}
  for (const { audiences = [] } of ballots) for (const id of audiences) votes[id] = (votes[id] ?? 0) + 1
  return Object.keys(votes).length === 0 ? {} : { audienceVotes: votes }
}

/** The round with a ballot that was added, replaced or removed in its counts of audiences. */
export function withAudienceVotes(
  round: Round,
  before: Pick<Ballot, 'audiences'> | undefined,
  after: Pick<Ballot, 'audiences'> | undefined,
): Round {
  if (before?.audiences === undefined && after?.audiences === undefined) return round
  const votes = { ...round.audienceVotes }
  const count = (id: AudienceId, by: 1 | -1) => {
    votes[id] = Math.max(0, (votes[id] ?? 0) + by)
  }
  for (const id of before?.audiences ?? []) count(id, -1)
  for (const id of after?.audiences ?? []) count(id, 1)
  return { ...round, audienceVotes: votes }
}
