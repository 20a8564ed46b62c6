import { createHmac, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import {
  type Caller,
  Person,
  type PersonId,
  type Place,
  type Reported,
  type SpaceId,
  toErasedPerson,
} from '../chat/caller.ts'
import { type Collection, skipCorrupt } from '../store/collection.ts'
import { type Kind, put, removeKey, type TypedKey } from '../store/record.ts'
import { createRemembered } from '../store/remembered.ts'
import type { Store } from '../store/store.ts'
import { auditKey, putLine, toLine } from './audit-line.ts'
import { notSeenHere, rankTooHigh } from './errors.ts'
import { mayManage, requirePermission } from './permissions.ts'
import { spaces } from './poll-records.ts'

const Denied = z.object({ v: z.literal(1), person: Person.optional() }).readonly()
type Denied = z.infer<typeof Denied>

/** Who is on the deny list of a space: under their id, after `forget-me` under a keyed hash of it and without a name. */
export const deniedPeople: Kind<Denied> = { name: 'denied', schema: Denied }

/** The key of the hashes, in the key file. Without it, people who were forgotten are on no list. */
const keyName = 'deny'

interface Deps {
  readonly store: Store
  readonly now: () => number
  /** A person with their name in a place. */
  readonly nameOf: (person: PersonId, place: Place) => Promise<Person>
  /** The rank of a person in a place, by the platform; `false` if they can't see it, or if it can't be found out. */
  readonly rankOf: (person: PersonId, place: Place) => Promise<Reported | false>
}

/** The people whom a space lets look, but not vote, open polls, nominate or run anything. */
export interface DenyList {
  readonly people: readonly Person[]
  /** The number of people on it who had themselves erased. */
  readonly erased: number
}

/** The deny lists of all spaces. */
export function createDenyLists({ store, now, nameOf, rankOf }: Deps) {
  const listOf = (space: SpaceId) => store.collection(deniedPeople, space)
  const remembered = rememberIds(listOf)

  async function isDenied(space: SpaceId, person: PersonId): Promise<boolean> {
    const listed = await remembered.idsOn(space)
    return listed.size > 0 && (await idsOf(space, person)).some((id) => listed.has(id))
  }

  /** The ids under which a person may be on the list of a space. */
  async function idsOf(space: SpaceId, person: PersonId): Promise<readonly string[]> {
    const key = await store.keys.get(keyName)
    return key === undefined ? [person] : [person, toHash(key, space, person)]
  }

  async function read(space: SpaceId): Promise<DenyList> {
    const people: Person[] = []
    let erased = 0
    for await (const [, { person }] of listOf(space).entries(skipCorrupt))
      if (person === undefined) erased += 1
      else people.push(person)
    return { people: people.toSorted((a, b) => a.name.localeCompare(b.name)), erased }
  }

  /** @throws UserError unless the person is seen in the caller's place, with a lower rank than the caller's. */
  async function requireDeniable({ place, rank }: Caller, person: PersonId): Promise<Person> {
    const [found, known] = await Promise.all([rankOf(person, place), nameOf(person, place)])
    if (found === false) throw notSeenHere(known.name)
    if (found === 'admin' || (found === 'manager' && rank !== 'admin')) throw rankTooHigh(known.name)
    return known
  }

  /** Puts a person on the list, or takes them off, and records it in the same commit if that changes the list. */
  async function changeOne(caller: Caller, id: PersonId, next: Person | undefined): Promise<void> {
    const { thread: _, ...place } = caller.place
    const { space, platform } = place
    const [named, ...others] = (await idsOf(space, id)).map((id) => deniedKey(space, id))
    if (named === undefined) return
    const line = auditKey(space)
    const at = now()
    await store.transact(scopeOf(space), [line, named, ...others], ([_, ...stored]) => {
      const before = (stored as (Denied | undefined)[]).find(Boolean)
      if ((before === undefined) === (next === undefined)) return { changes: [], result: undefined }
      const changes = [
        { field: 'denied', ...(next === undefined ? { from: 'yes', to: 'no' } : { from: 'no', to: 'yes' }) },
      ]
      const subject = next ?? before?.person ?? toErasedPerson(platform)
      const audited = { ...toLine(place, { command: 'settings deny', at, caller, changes }), subject }
      return {
        changes: [
          ...(next === undefined ? [named, ...others].map(removeKey) : [put(named, { v: 1, person: next })]),
          putLine(line, audited, scopeOf(space)),
        ],
        result: undefined,
      }
    })
    remembered.forget(space)
  }

  return {
    /** The caller with their standing: asked once, where a call comes in. */
    async withStanding(caller: Caller): Promise<Caller> {
      const { place, person } = caller
      return (await isDenied(place.space, person.id)) ? { ...caller, rank: 'denied' } : caller
    },

    /** @throws UserError unless the caller manages the place. */
    async read(caller: Caller): Promise<DenyList> {
      requireListManager(caller)
      return read(caller.place.space)
    },

    /** @throws UserError unless the caller manages the place and sees the added people in it, with lower ranks. */
    async change(
      caller: Caller,
      { added, removed }: { readonly added: readonly PersonId[]; readonly removed: readonly PersonId[] },
    ): Promise<DenyList> {
      requireListManager(caller)
      const { space } = caller.place
      const people = await Promise.all(added.map((person) => requireDeniable(caller, person)))
      await store.collection(spaces).set(space, space)
      for (const person of removed) await changeOne(caller, person, undefined)
      for (const person of people) await changeOne(caller, person.id, person)
      return read(space)
    },

    /** The spaces on whose list the person is, by name or by hash. */
    async exportFor({ id }: Person): Promise<readonly SpaceId[]> {
      const found: SpaceId[] = []
      for await (const [, space] of store.collection(spaces).entries(skipCorrupt))
        if (await isDenied(space, id)) found.push(space)
      return found
    },

    /** Keeps no more of a person than is needed to recognise them. */
    async erasePerson({ id }: Person): Promise<void> {
      for await (const [, space] of store.collection(spaces).entries(skipCorrupt)) {
        if ((await listOf(space).get(id)) === undefined) continue
        const hash = toHash(await store.keys.create(keyName), space, id)
        const keys = [deniedKey(space, id), deniedKey(space, hash)] as const
        await store.transact(scopeOf(space), keys, ([named]) => ({
          changes: named === undefined ? [] : [removeKey(keys[0]), put(keys[1], { v: 1 })],
          result: undefined,
        }))
        remembered.forget(space)
      }
    },
  }
}

/** The ids on each list, those of records that can't be read too, because every call asks. */
function rememberIds(listOf: (space: SpaceId) => Collection<Denied>) {
  const remembered = createRemembered<ReadonlySet<string>>()

  async function readIds(space: SpaceId): Promise<ReadonlySet<string>> {
    const ids = new Set<string>()
    for await (const [id] of listOf(space).entries((id) => ids.add(id))) ids.add(id)
    return ids
  }

  return {
    idsOn: (space: SpaceId): Promise<ReadonlySet<string>> => remembered.get(space, () => readIds(space)),
    forget: remembered.forget,
  }
}

export type DenyLists = ReturnType<typeof createDenyLists>

const requireListManager = (caller: Caller): void =>
  requirePermission(mayManage(caller), 'change the deny list', 'a manager')

const deniedKey = (space: SpaceId, id: string): TypedKey<Denied> => ({
  kind: deniedPeople,
  scope: space,
  id,
})

const scopeOf = (space: SpaceId): string => `deny:${space}`

/** HMAC-SHA-256(key, space 00 person): the same person has another one in another space. */
const toHash = (key: KeyObject, space: SpaceId, person: PersonId): string =>
  createHmac('sha256', key).update(`${space}\0${person}`).digest('base64url')
