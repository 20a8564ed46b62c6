import type { SpaceId } from '../../src/chat/caller.ts'
import type { Store } from '../../src/store/store.ts'
import { conversations } from './client/conversations.ts'
import { toSpaceId, toTeamId } from './client/ids.ts'
import { boardFiles } from './sending/board-pictures.ts'
import { cachedPictures } from './sending/pictures.ts'
import { posts } from './sending/posts.ts'
import { seenEvents } from './transport/seen-deliveries.ts'

/** Removes what is remembered of a workspace: its conversations, messages, files and deliveries. */
export async function eraseTeam(store: Store, space: SpaceId): Promise<void> {
  const team = toTeamId(space)
  // Direct messages are a space of their own, and of one workspace with others.
  if (space !== toSpaceId(team)) return
  for (const kind of [conversations, boardFiles, cachedPictures, posts, seenEvents])
    await store.collection<unknown>(kind, team).clear()
}
