import { z } from 'zod'
import type { Person } from '../chat/caller.ts'
import { type Kind, put, removeKey, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { isZone } from '../time/when.ts'

const OwnSettings = z
  .object({
    v: z.literal(1),
    /** IANA name, for reading the times that they write. */
    zone: z.string().refine(isZone),
  })
  .readonly()
type OwnSettings = z.infer<typeof OwnSettings>

/** A person's own settings, by their platform and id: the same in every space. */
const ownSettings: Kind<OwnSettings> = { name: 'own', schema: OwnSettings }

/** Answers of people about themselves that their platform doesn't report. */
export function createOwnSettings(store: Store) {
  const find = ({ id }: Person) => store.collection(ownSettings, platformOf(id)).get(id)

  return {
    /** The time zone that they chose; `undefined` if they were never asked. */
    zoneOf: async (person: Person): Promise<string | undefined> => (await find(person))?.zone,

    /** On disk when it resolves. */
    async setZone({ id }: Person, zone: string): Promise<void> {
      const key = keyOf(id)
      await store.transact(scopeOf(id), [key], ([before]) => ({
        changes: before?.zone === zone ? [] : [put(key, { v: 1, zone })],
        result: undefined,
      }))
    },

    async exportFor(person: Person): Promise<Omit<OwnSettings, 'v'> | undefined> {
      const found = await find(person)
      return found && { zone: found.zone }
    },

    async erasePerson({ id }: Person): Promise<void> {
      const key = keyOf(id)
      await store.transact(scopeOf(id), [key], ([before]) => ({
        changes: before === undefined ? [] : [removeKey(key)],
        result: undefined,
      }))
    },
  }
}

export type OwnSettingsStore = ReturnType<typeof createOwnSettings>

const platformOf = (id: string): string => id.slice(0, id.indexOf(':'))

const keyOf = (id: string): TypedKey<OwnSettings> => ({ kind: ownSettings, scope: platformOf(id), id })

const scopeOf = (id: string): string => `own:${id}`
