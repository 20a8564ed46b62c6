import { votesOf } from '../grid/tally.ts'
import type { Keys } from '../store/keys.ts'
import { type Ballot, VoterId } from './ballot.ts'
import { currentRound, type Poll, type Round, shownFromOf } from './poll.ts'
import { sealAfterMs, toSealJobs } from './poll-jobs.ts'
import type { PollStore } from './poll-store.ts'
import { withNextRevision } from './rounds.ts'
import type { Sealer } from './seal-poll.ts'

interface Deps {
  readonly store: PollStore
  readonly keys: Keys
  readonly sealer: Pick<Sealer, 'sealClosed'>
  readonly now: () => number
}

/**
 * Brings polls from before keys were kept outside the database up to date: those with names lose their key, anonymous ones
 * have it moved to the key file or, 14 days after their last close, are sealed; times go from anonymous ballots.
 * What a crash has left is done at the next start.
 *
 * @returns the number of polls that were changed.
 */
export async function upgradePolls({ store, keys, sealer, now }: Deps): Promise<number> {
  let count = 0
  for (const space of await store.spaces())
    for await (const { id } of store.list(space)) {
      const poll = await store.find(space, id)
      if (poll?.secret === undefined) continue
      count += 1
      if (poll.visibility === 'names') {
        await store.rewrite(poll, withoutSecret(poll), toNamedBallot)
        continue
      }
      await store.noteKey(poll, now())
      await keys.create(id, Buffer.from(poll.secret))
      const { closedAt = poll.openedAt } = currentRound(poll)
      const upgraded = toKeyed(poll)
      await store.rewrite(poll, upgraded, toAnonymousBallot, toSealJobs(poll, closedAt))
      const isOld = currentRound(poll).state === 'closed' && closedAt + sealAfterMs < now()
      if (isOld) await sealer.sealClosed(upgraded)
    }
  return count
}

const withoutSecret = ({ secret: _, ...poll }: Poll): Poll => poll

/** Under the person, whose ballot can be found without a key from now on. */
const toNamedBallot = (voter: VoterId, ballot: Ballot) => ({
  voter: ballot.person === undefined ? voter : VoterId.parse(ballot.person.id),
  ballot,
})

const toKeyed = (poll: Poll): Poll =>
  withNextRevision({
    ...withoutSecret(poll),
    hasOldPseudonyms: true,
    rounds: poll.rounds.map((round) => withLiveState(round, shownFromOf(poll))),
  })

/** Counts that were visible while voting went on remain visible, from the smallest number of votes on. */
function withLiveState(round: Round, shownFrom: number): Round {
  if (round.state === 'closed' || round.blind) return round
  const { tally } = round
  return { ...round, live: { ...(votesOf(tally) >= shownFrom && { tally }), waiting: [] } }
}

const toAnonymousBallot = (voter: VoterId, { castAt: _, person: __, ...ballot }: Ballot) => ({
  voter,
  ballot,
})
