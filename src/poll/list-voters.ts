import type { PersonId, SpaceId } from '../chat/caller.ts'
import type { PollSource } from './find-poll.ts'
import type { PollId } from './poll.ts'

/** Finding the people who have voted. */
export const createVoterList = ({ store }: PollSource) => ({
  /** The people who have voted in a poll that shows names; nobody in any other. */
  async votersIn(space: SpaceId, id: PollId): Promise<readonly PersonId[]> {
    const poll = await store.find(space, id)
    if (poll === undefined || poll.visibility === 'anonymous') return []
    const cast = await Promise.all(poll.rounds.map(({ number }) => store.ballots(poll, number)))
    const people = cast.flatMap((ballots) => [...ballots.values()].flatMap(({ person }) => person ?? []))
    return [...new Set(people.map(({ id }) => id))]
  },
})
