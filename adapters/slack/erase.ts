import type { Place, SpaceId } from '../../src/chat/caller.ts'
import { skipCorrupt } from '../../src/store/collection.ts'
import type { Store } from '../../src/store/store.ts'
import { conversations } from './client/conversations.ts'
import { toSpaceId, toTeamId } from './client/ids.ts'
import type { Workspaces } from './client/workspaces.ts'
import { type BoardPictures, boardFiles } from './sending/board-pictures.ts'
import { cachedPictures } from './sending/pictures.ts'
import { posts } from './sending/posts.ts'
import { seenEvents } from './transport/seen-deliveries.ts'

interface Deps {
  readonly store: Store
  readonly workspaces: Workspaces
  readonly boardPictures: BoardPictures
}

/** Removes what is remembered of a channel, and the files of the boards that were in it. */
export async function eraseChannel(
  { store, workspaces, boardPictures }: Deps,
  { space, channel }: Place,
): Promise<void> {
  const team = toTeamId(space)
  const workspace = await workspaces.find(team)
  const files = store.collection(boardFiles, team)
  for await (const [message] of files.entries(skipCorrupt)) {
    if (!message.startsWith(`${channel}.`)) continue
    if (workspace !== undefined)
      await (await boardPictures.preparePicture(workspace, message, undefined)).removeReplaced()
    await files.delete(message)
  }
  await store.collection(conversations, team).delete(channel)
}

/** Removes what is remembered of a workspace: its conversations, messages, files and deliveries. */
export async function eraseTeam(store: Store, space: SpaceId): Promise<void> {
  const team = toTeamId(space)
  // Direct messages are a space of their own, and of one workspace with others.
  if (space !== toSpaceId(team)) return
  for (const kind of [conversations, boardFiles, cachedPictures, posts, seenEvents])
    await store.collection<unknown>(kind, team).clear()
}
