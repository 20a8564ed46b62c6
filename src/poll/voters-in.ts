import type { PersonId, SpaceId } from '../chat/caller.ts'
import type { PollId } from './poll.ts'
import type { PollStore } from './poll-store.ts'

/** Reads who has voted. */
export const createVoterReader = ({ store }: { readonly store: Pick<PollStore, 'ballots' | 'find'> }) => ({
  /** The people who have voted in a poll that shows names; nobody in any other. */
  async votersIn(space: SpaceId, id: PollId): Promise<readonly PersonId[]> {
    const poll = await store.find(space, id)
    if (poll === undefined || poll.visibility === 'anonymous') return []
    const cast = await Promise.all(poll.rounds.map(({ number }) => store.ballots(poll, number)))
    const people = cast.flatMap((ballots) => [...ballots.values()].flatMap(({ person }) => person ?? []))
    return [...new Set(people.map(({ id }) => id))]
  },
})
