import { isWithin, type Place, SpaceId } from '../chat/caller.ts'
import { skipCorrupt } from '../store/collection.ts'
import type { Store } from '../store/store.ts'
import { linkedPages, linkedPolls } from './link-records.ts'
import { type Poll, PollId } from './poll.ts'
import { heads } from './poll-records.ts'

/** A poll that has links, by where it lives in its space. */
interface LinkedPlace {
  readonly id: PollId
  readonly channel: string
  readonly thread?: string
}

/** Finds the polls that have links to their pages. */
export function createLinkStore(store: Store) {
  async function list(space: SpaceId): Promise<readonly LinkedPlace[]> {
    const found: LinkedPlace[] = []
    for await (const [id, { channel, thread }] of store.collection(linkedPolls, space).entries(skipCorrupt))
      found.push({ id: PollId.parse(id), channel, ...(thread !== undefined && { thread }) })
    return found
  }

  return {
    /** The poll that a link leads to. @param hash Of its token. */
    async findLinked(hash: string): Promise<Poll | undefined> {
      const id = await store.collection(linkedPages).get(hash)
      return id && store.collection(heads, id).get('head')
    },

    /** Those of a channel and its threads. */
    listLinked: async ({ space, channel }: Place): Promise<readonly LinkedPlace[]> =>
      (await list(space)).filter((one) => one.channel === channel),

    /** Those of a space and its parts, with the one that each is in. */
    async listLinkedWithin(whole: SpaceId) {
      const found: { readonly id: PollId; readonly in: SpaceId }[] = []
      for (const scope of await store.scopesOf(linkedPolls, whole)) {
        const space = SpaceId.parse(scope)
        if (isWithin(space, whole)) for (const { id } of await list(space)) found.push({ id, in: space })
      }
      return found
    },
  }
}
