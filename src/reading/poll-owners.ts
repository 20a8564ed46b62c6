import { z } from 'zod'
import type { SpaceId } from '../chat/caller.ts'
import type { PollId } from '../poll/poll.ts'
import type { Kind } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { GroupId } from './group.ts'

const Owner = z
  .object({ space: z.string().transform((space) => space as SpaceId), group: GroupId })
  .readonly()
export const owners: Kind<z.infer<typeof Owner>> = { name: 'group-poll', schema: Owner }

/** Which group a poll belongs to. */
export const createPollOwners = (store: Store) => ({
  /** To be called before people can vote in the poll, so that no vote goes unnoticed. */
  setOwner: (poll: PollId, space: SpaceId, group: GroupId): Promise<void> =>
    store.collection(owners).set(poll, { space, group }),

  /** @returns `undefined` if the poll belongs to no group. */
  findOwner: (poll: PollId) => store.collection(owners).get(poll),
})
