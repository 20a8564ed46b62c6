import type { ReadingGroups } from '../sessions/reading-groups.ts'
import { createDeletedPlaces } from './deleted-places.ts'
import { createDepartures } from './departures.ts'
import { createHousekeeping } from './housekeeping.ts'

type Deps = Parameters<typeof createDepartures>[0] &
  Omit<Parameters<typeof createHousekeeping>[0], 'checkPlaces'> & {
    readonly ports: readonly { readonly platform: string }[]
    readonly reading: Pick<ReadingGroups, 'onPlaceDeleted'>
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
      async onDeleted(...deleted: Parameters<typeof deletedPlaces.onDeleted>): Promise<void> {
        await deletedPlaces.onDeleted(...deleted)
        await deps.reading.onPlaceDeleted(deleted[0])
      },
      async check(platform: string): Promise<void> {
        await departures.check(platform)
        await deletedPlaces.check(platform)
      },
    },
  }
}
