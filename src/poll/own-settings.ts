import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Person, PersonId } from '../chat/caller.ts'
import { type Kind, put, removeKey, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { isZone } from '../time/when.ts'

const OwnSettings = z
  .object({
    v: z.literal(1),
    /** IANA name, for reading the times that they write. */
    zone: z.string().refine(isZone).optional(),
    /** Set if they don't want to be asked whether to place the papers that they link. */
    hasNoOffers: z.literal(true).optional(),
    /** Set if nobody is to read how much their placements are like another person's. */
    hasNoPairs: z.literal(true).optional(),
  })
  .readonly()
type OwnSettings = z.infer<typeof OwnSettings>

/** A person's own settings, by their platform and id: the same in every space. */
const ownSettings: Kind<OwnSettings> = { name: 'own', schema: OwnSettings }

/** Answers of people about themselves that their platform doesn't report. */
export function createOwnSettings(store: Store) {
  const find = ({ id }: Person) => store.collection(ownSettings, platformOf(id)).get(id)

  /** On disk when it resolves. @param decide Pure. */
  async function change({ id }: Person, decide: (before: OwnSettings) => OwnSettings): Promise<void> {
    const key = keyOf(id)
    await store.transact(scopeOf(id), [key], ([stored]) => {
      const before = stored ?? { v: 1 }
      const next = decide(before)
      if (isDeepStrictEqual(next, before)) return { changes: [], result: undefined }
      const isEmpty = Object.keys(next).length === 1
      return { changes: [isEmpty ? removeKey(key) : put(key, next)], result: undefined }
    })
  }

  return {
    /** The time zone that they chose; `undefined` if they were never asked. */
    zoneOf: async (person: Person): Promise<string | undefined> => (await find(person))?.zone,

    setZone: (person: Person, zone: string): Promise<void> =>
      change(person, (before) => ({ ...before, zone })),

    /** Whether they may be asked whether to place the papers that they link. */
    takesOffers: async (person: Person): Promise<boolean> => (await find(person))?.hasNoOffers !== true,

    stopOffers: (person: Person): Promise<void> =>
      change(person, (before) => ({ ...before, hasNoOffers: true })),

    resumeOffers: (person: Person): Promise<void> =>
      change(person, ({ hasNoOffers: _, ...before }) => before),

    /** Those of the people who left pairs. */
    async findWithoutPairs(people: readonly PersonId[]): Promise<ReadonlySet<PersonId>> {
      const found = new Set<PersonId>()
      for (const [platform, ids] of Map.groupBy(people, platformOf)) {
        const stored = await store.collection(ownSettings, platform).getMany([...ids])
        for (const [i, id] of ids.entries()) if (stored[i]?.hasNoPairs) found.add(id)
      }
      return found
    },

    leavePairs: (person: Person): Promise<void> =>
      change(person, (before) => ({ ...before, hasNoPairs: true })),

    joinPairs: (person: Person): Promise<void> => change(person, ({ hasNoPairs: _, ...before }) => before),

    async exportFor(person: Person): Promise<Omit<OwnSettings, 'v'> | undefined> {
      const { v: _, ...found } = (await find(person)) ?? { v: 1 }
      return Object.keys(found).length === 0 ? undefined : found
    },

    erasePerson: (person: Person): Promise<void> => change(person, () => ({ v: 1 })),
  }
}

export type OwnSettingsStore = ReturnType<typeof createOwnSettings>

const platformOf = (id: string): string => id.slice(0, id.indexOf(':'))

const keyOf = (id: string): TypedKey<OwnSettings> => ({ kind: ownSettings, scope: platformOf(id), id })

const scopeOf = (id: string): string => `own:${id}`
