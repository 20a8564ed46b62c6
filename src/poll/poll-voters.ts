import { PersonId, type SpaceId } from '../chat/caller.ts'
import type { PollSource } from './find-poll.ts'
import type { PollId } from './poll.ts'

/** Finds out who has voted. */
export const createPollVoters = ({ store }: Pick<PollSource, 'store'>) => ({
  /** The people who have voted in a poll with names; empty for every other poll. */
  async votersIn(space: SpaceId, id: PollId): Promise<readonly PersonId[]> {
    const poll = await store.find(space, id)
    if (poll?.visibility !== 'names') return []
    const rounds = await Promise.all(poll.rounds.map(({ number }) => store.ballots(poll, number)))
    // The ids of ballots that were cut loose from their voters are not those of people.
    const voters = new Set(rounds.flatMap((ballots) => [...ballots.keys()]))
    return [...voters].flatMap((voter) => PersonId.safeParse(voter).data ?? [])
  },
})
