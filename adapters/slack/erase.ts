import type { PersonId, Place, SpaceId } from '../../src/chat/caller.ts'
import type { ChatPort } from '../../src/chat/port.ts'
import { skipCorrupt } from '../../src/store/collection.ts'
import type { Store } from '../../src/store/store.ts'
import type { ControlStore } from '../shared/control-store.ts'
import type { Requests } from '../shared/requests.ts'
import { conversations } from './client/conversations.ts'
import { toSpaceId, toTeamId, toTeamOf } from './client/ids.ts'
import type { Profiles } from './client/profiles.ts'
import type { Workspaces } from './client/workspaces.ts'
import { type BoardPictures, boardFiles } from './sending/board-pictures.ts'
import { cachedPictures, type Pictures } from './sending/pictures.ts'
import { posts } from './sending/posts.ts'
import { seenEvents } from './transport/seen-deliveries.ts'

interface Deps {
  readonly store: Store
  readonly workspaces: Workspaces
  readonly boardPictures: BoardPictures
  readonly pictures: Pictures
  readonly controlStore: ControlStore
  readonly profiles: Profiles
  readonly requests: Requests
}

/** Reads and removes what the adapter itself keeps: about a person, a conversation, a workspace. */
export function createErasure(
  deps: Deps,
): Required<Pick<ChatPort, 'exportPerson' | 'erasePerson' | 'eraseSpace' | 'erasePlace'>> {
  const { workspaces, pictures, controlStore, profiles, requests } = deps
  return {
    exportPerson: controlStore.exportPerson,

    async erasePerson(person: PersonId) {
      await controlStore.erasePerson(person)
      await requests.erasePerson(person)
      await profiles.erasePerson(person)
      const workspace = await workspaces.find(toTeamOf(person))
      if (workspace !== undefined) await pictures.removeCached(workspace)
    },

    async eraseSpace(space, extent) {
      await controlStore.eraseSpace(space)
      if (extent === 'all') await eraseTeam(deps, space)
    },

    async erasePlace(place, ids) {
      await controlStore.erasePlace(place, ids)
      await eraseChannel(deps, place)
    },
  }
}

/** Removes what is remembered of a channel, and the files of the boards that were in it. */
async function eraseChannel(
  { store, workspaces, boardPictures }: Pick<Deps, 'store' | 'workspaces' | 'boardPictures'>,
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

/** Removes what is remembered of a workspace: its conversations, people, messages, files and deliveries. */
async function eraseTeam(
  { store, profiles }: Pick<Deps, 'store' | 'profiles'>,
  space: SpaceId,
): Promise<void> {
  const team = toTeamId(space)
  // Direct messages are a space of their own, and of one workspace with others.
  if (space !== toSpaceId(team)) return
  for (const kind of [conversations, boardFiles, cachedPictures, posts, seenEvents])
    await store.collection<unknown>(kind, team).clear()
  await profiles.eraseTeam(team)
}
