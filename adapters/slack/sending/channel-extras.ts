import type { Place } from '../../../src/chat/caller.ts'
import type { ChatPort, Feature } from '../../../src/chat/port.ts'
import type { Lacks } from '../../shared/lacks.ts'
import { optionalScopeNotGranted } from '../client/errors.ts'
import { missingScopeOf } from '../client/faults.ts'
import { toTeamId } from '../client/ids.ts'
import type { OptionalFeatures } from '../client/optional-features.ts'
import type { Profiles } from '../client/profiles.ts'
import type { Workspaces } from '../client/workspaces.ts'
import { removeBookmark, showBookmark } from './bookmarks.ts'
import { inChannel, inWorkspace } from './in-channel.ts'
import { toBookmarkError } from './to-user-error.ts'

interface Deps {
  readonly workspaces: Workspaces
  readonly profiles: Profiles
  readonly lacks: Lacks
  readonly optionalFeatures: Pick<OptionalFeatures, 'logRefusal'>
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
      toErrorIn(deps, entry.message.place),
    ),

  hideUpcoming: (place, known) =>
    inChannel(
      deps,
      place,
      (workspace) => removeBookmark(workspace, place.channel, known),
      toErrorIn(deps, place),
    ),

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
        const scope = missingScopeOf(fault)
        if (scope === undefined) return undefined
        deps.lacks.note(place, 'pins')
        deps.optionalFeatures.logRefusal(toTeamId(place.space), 'pins', fault)
        return optionalScopeNotGranted(scope)
      },
    ),

  // Slack has no events; what is next is a bookmark.
  missingIn: async (place) => new Set<Feature>(['events', ...deps.lacks.of(place)]),
})

/** As {@link toBookmarkError}; a scope that is missing is logged, too. */
const toErrorIn =
  ({ optionalFeatures }: Deps, { space }: Place): typeof toBookmarkError =>
  (fault, botName) => {
    if (missingScopeOf(fault) !== undefined) optionalFeatures.logRefusal(toTeamId(space), 'bookmarks', fault)
    return toBookmarkError(fault, botName)
  }
