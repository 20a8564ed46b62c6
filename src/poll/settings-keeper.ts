import type { Place } from '../chat/caller.ts'
import type { Kind } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { Settings, usual } from './settings.ts'

const kept: Kind<Settings> = { name: 'settings', schema: Settings }

/** Keeps each channel's defaults. */
export function createSettingsKeeper(store: Store) {
  const of = ({ space }: Place) => store.collection(kept, space)
  return {
    /** The channel's settings; the usual ones where nobody has changed them. */
    get: async (place: Place): Promise<Settings> => (await of(place).get(place.channel)) ?? usual,
    set: (place: Place, settings: Settings): Promise<void> => of(place).set(place.channel, settings),
  }
}

export type SettingsKeeper = ReturnType<typeof createSettingsKeeper>
