import type { Place } from '../chat/caller.ts'
import type { Kind } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { defaultSettings, Settings } from './settings.ts'

export const settingsKind: Kind<Settings> = { name: 'settings', schema: Settings }

/** Stores each channel's settings. */
export function createSettingsStore(store: Store) {
  const collectionOf = ({ space }: Place) => store.collection(settingsKind, space)
  return {
    /** The channel's settings; the defaults if none are stored. */
    get: async (place: Place): Promise<Settings> =>
      (await collectionOf(place).get(place.channel)) ?? defaultSettings,
    set: (place: Place, settings: Settings): Promise<void> =>
      collectionOf(place).set(place.channel, settings),
  }
}

export type SettingsStore = ReturnType<typeof createSettingsStore>
