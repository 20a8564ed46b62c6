import { createHmac, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { Person, type PersonId, type Place } from '../chat/caller.ts'
import { skipCorrupt } from '../store/collection.ts'
import { type Kind, put, removeKey, type TypedKey } from '../store/record.ts'
import { createRemembered } from '../store/remembered.ts'
import type { Store } from '../store/store.ts'

const Denied = z.object({ v: z.literal(1), person: Person.optional() }).readonly()
export type Denied = z.infer<typeof Denied>

/**
 * Who is on a deny list, by the list: under their id, after `forget-me` under a keyed hash of it and without a name. The
 * list of a space has its id; that of a channel has the space's, a dot, and the channel's.
 */
export const deniedPeople: Kind<Denied> = { name: 'denied', schema: Denied }

export const listOfSpace = ({ space }: Place): string => space
export const listOfChannel = ({ space, channel }: Place): string => `${space}.${channel}`

/** The key of the hashes, in the key file. Without it, people who were forgotten are on no list. */
const keyName = 'deny'

/** The people on one list. */
export interface DeniedPeople {
  readonly people: readonly Person[]
  /** The number of people on it who had themselves erased. */
  readonly erased: number
}

/** The records of deny lists. */
export function createDenyRecords(store: Store) {
  const peopleOn = (list: string) => store.collection(deniedPeople, list)
  // Every call asks.
  const remembered = createRemembered<ReadonlySet<string>>()

  /** The ids on a list, those of records that can't be read too. */
  async function readIds(list: string): Promise<ReadonlySet<string>> {
    const ids = new Set<string>()
    for await (const [id] of peopleOn(list).entries((id) => ids.add(id))) ids.add(id)
    return ids
  }

  /** The ids under which a person may be on a list, the plain one first. */
  async function idsOf(list: string, person: PersonId): Promise<readonly [PersonId, ...string[]]> {
    const key = await store.keys.get(keyName)
    return key === undefined ? [person] : [person, toHash(key, list, person)]
  }

  async function isOn(list: string, person: PersonId): Promise<boolean> {
    const listed = await remembered.get(list, () => readIds(list))
    return listed.size > 0 && (await idsOf(list, person)).some((id) => listed.has(id))
  }

  return {
    isOn,
    idsOf,

    /** To be called after a list was changed. */
    forget: remembered.forget,

    async read(list: string): Promise<DeniedPeople> {
      const people: Person[] = []
      let erased = 0
      for await (const [, { person }] of peopleOn(list).entries(skipCorrupt))
        if (person === undefined) erased += 1
        else people.push(person)
      return { people: people.toSorted((a, b) => a.name.localeCompare(b.name)), erased }
    },

    /** The lists that the person is on, by name or by hash. */
    async exportFor({ id }: Person): Promise<readonly string[]> {
      const found: string[] = []
      for (const list of await store.scopesOf(deniedPeople)) if (await isOn(list, id)) found.push(list)
      return found
    },

    /** Keeps no more of a person than is needed to recognise them. */
    async erasePerson({ id }: Person): Promise<void> {
      for (const list of await store.scopesOf(deniedPeople)) {
        if ((await peopleOn(list).get(id)) === undefined) continue
        const hash = toHash(await store.keys.create(keyName), list, id)
        const keys = [deniedKey(list, id), deniedKey(list, hash)] as const
        await store.transact(scopeOf(list), keys, ([named]) => ({
          changes: named === undefined ? [] : [removeKey(keys[0]), put(keys[1], { v: 1 })],
          result: undefined,
        }))
        remembered.forget(list)
      }
    },
  }
}

export const deniedKey = (list: string, id: string): TypedKey<Denied> => ({
  kind: deniedPeople,
  scope: list,
  id,
})

/** The transaction scope of a list. */
export const scopeOf = (list: string): string => `deny:${list}`

/** HMAC-SHA-256(key, list 00 person): the same person has another one on another list. */
const toHash = (key: KeyObject, list: string, person: PersonId): string =>
  createHmac('sha256', key).update(`${list}\0${person}`).digest('base64url')
