import type { Caller, Place, SpaceId } from '../chat/caller.ts'
import { skipCorrupt } from '../store/collection.ts'
import { type Kind, put, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { type AuditChange, auditKey, putLine, toLine } from './audit-line.ts'
import { spaces } from './poll-records.ts'
import { defaultSettings, Settings, withDefaults, withoutFilledInZone } from './settings.ts'

export const settingsKind: Kind<Settings> = { name: 'settings', schema: Settings }

/** Stores each channel's settings. */
export function createSettingsStore(store: Store) {
  return {
    /** The channel's settings; the defaults if none are stored. */
    get: async ({ space, channel }: Place): Promise<Settings> =>
      withoutFilledInZone((await store.collection(settingsKind, space).get(channel)) ?? defaultSettings),

    /** The settings of every channel of a space that has some, by the channel. */
    async list(space: SpaceId): Promise<readonly (readonly [channel: string, Settings])[]> {
      const found: [string, Settings][] = []
      for await (const [channel, stored] of store.collection(settingsKind, space).entries(skipCorrupt))
        found.push([channel, withoutFilledInZone(stored)])
      return found
    },

    /** Stores the settings of the caller's channel, and in the same commit what they change in the audit. */
    async set(caller: Caller, settings: Settings, at: number): Promise<void> {
      const { thread: _, ...place } = caller.place
      const { space, channel } = place
      const key: TypedKey<Settings> = { kind: settingsKind, scope: space, id: channel }
      const line = auditKey(space)
      const scope = `settings:${space}/${channel}`
      await store.collection(spaces).set(space, space)
      await store.transact(scope, [key, line], ([before]) => {
        const changes = changesBetween(withoutFilledInZone(before ?? defaultSettings), settings)
        const audited = toLine(place, { command: 'settings', at, caller, changes })
        return {
          changes: [put(key, settings), ...(changes.length === 0 ? [] : [putLine(line, audited, scope)])],
          result: undefined,
        }
      })
    },
  }
}

export type SettingsStore = ReturnType<typeof createSettingsStore>

function changesBetween(before: Settings, next: Settings): readonly AuditChange[] {
  const old = new Map<string, unknown>(Object.entries(withDefaults(before)))
  return Object.entries(withDefaults(next))
    .map(([field, to]) => ({ field, from: String(old.get(field)), to: String(to) }))
    .filter(({ from, to }) => from !== to)
}
