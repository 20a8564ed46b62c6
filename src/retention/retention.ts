import { createDeletedPlaces } from './deleted-places.ts'
import { createDepartures } from './departures.ts'
import { createHousekeeping } from './housekeeping.ts'

type Deps = Parameters<typeof createDepartures>[0] &
  Omit<Parameters<typeof createHousekeeping>[0], 'checkPlaces'> & {
    readonly ports: readonly { readonly platform: string }[]
  }

/** Removes by itself: spaces that were left, conversations that were deleted, old records. */
export function createRetention(deps: Deps) {
  const departures = createDepartures(deps)
  const deletedPlaces = createDeletedPlaces(deps)
  const housekeeping = createHousekeeping({
    ...deps,
    async checkPlaces(signal) {
      for (const { platform } of deps.ports) await deletedPlaces.check(platform, signal)
    },
  })
  return {
    departures,
    deletedPlaces,
    housekeeping,
    membership: {
      ...departures,
      onDeleted: deletedPlaces.onDeleted,
      async check(platform: string): Promise<void> {
        await departures.check(platform)
        await deletedPlaces.check(platform)
      },
    },
  }
}
