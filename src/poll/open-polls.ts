import { z } from 'zod'
import type { SpaceId } from '../chat/caller.ts'
import { skipCorrupt } from '../store/collection.ts'
import { type Change, type Kind, put, removeKey, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { currentRound, type Poll, PollId } from './poll.ts'
import { heads, lists, spaces, upgrades } from './poll-records.ts'

const OpenPoll = z.object({ v: z.literal(1), id: PollId, channel: z.string() }).readonly()
/** An open poll among those of its space. */
type OpenPoll = z.infer<typeof OpenPoll>

/** The open polls of each space. */
export const openPolls: Kind<OpenPoll> = { name: 'open-polls', schema: OpenPoll }

export const openKey = (space: SpaceId, id: PollId): TypedKey<OpenPoll> => ({
  kind: openPolls,
  scope: space,
  id,
})

/** Adds a poll to the open ones of its space if it is open, else takes it out. */
export function listIfOpen(poll: Poll): Change {
  const { id, place } = poll
  const key = openKey(place.space, id)
  return currentRound(poll).state === 'open' ? put(key, { v: 1, id, channel: place.channel }) : removeKey(key)
}

/** The polls that are open, without looking at those that are closed. */
export function createOpenPolls(store: Store) {
  const findHead = (id: PollId) => store.collection(heads, id).get('head')

  return {
    /** The open polls of a space, in no particular order. */
    async listOpen(space: SpaceId): Promise<readonly OpenPoll[]> {
      const found: OpenPoll[] = []
      for await (const [, one] of store.collection(openPolls, space).entries(skipCorrupt)) found.push(one)
      return found
    },

    /** Lists the open polls of a database that is older than their list, once. */
    async listOlderOpen(): Promise<void> {
      const done = store.collection(upgrades)
      if ((await done.get('open-listed')) !== undefined) return
      for await (const [, space] of store.collection(spaces).entries(skipCorrupt))
        for await (const [, { id }] of store.collection(lists, space).entries(skipCorrupt)) {
          const poll = await findHead(id)
          if (poll === undefined || currentRound(poll).state === 'closed') continue
          await store.collection(openPolls, space).set(id, { v: 1, id, channel: poll.place.channel })
        }
      await done.set('open-listed', true)
    },
  }
}
