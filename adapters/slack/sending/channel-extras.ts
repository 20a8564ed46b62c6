import type { ChatPort, Feature } from '../../../src/chat/port.ts'
import type { Lacks } from '../../shared/lacks.ts'
import { missingScopeOf } from '../client/faults.ts'
import type { Profiles } from '../client/profiles.ts'
import type { Workspaces } from '../client/workspaces.ts'
import { removeBookmark, showBookmark } from './bookmarks.ts'
import { inChannel, inWorkspace } from './in-channel.ts'
import { toBookmarkError } from './to-user-error.ts'

interface Deps {
  readonly workspaces: Workspaces
  readonly profiles: Profiles
  readonly lacks: Lacks
}

/** The extras of a channel beside its messages: a bookmark for what is next, and pins. The app works without the scopes for these. */
export const createChannelExtras = (
  deps: Deps,
): Required<Pick<ChatPort, 'showUpcoming' | 'hideUpcoming' | 'pin' | 'missingIn'>> => ({
  showUpcoming: (entry, known) =>
    inChannel(
      deps,
      entry.message.place,
      (workspace) => showBookmark(workspace, entry, known),
      toBookmarkError,
    ),

  hideUpcoming: (place, known) =>
    inChannel(deps, place, (workspace) => removeBookmark(workspace, place.channel, known), toBookmarkError),

  pin: ({ place, id }) =>
    inWorkspace(
      deps,
      place,
      async (workspace) => {
        await workspace.callOnce('pins.add', (client) =>
          client.pins.add({ channel: place.channel, timestamp: id }),
        )
      },
      async (fault) => {
        if (missingScopeOf(fault) !== undefined) deps.lacks.note(place, 'pins')
        return undefined
      },
    ),

  // Slack has no events; what is next is a bookmark.
  missingIn: async (place) => new Set<Feature>(['events', ...deps.lacks.of(place)]),
})
