import {
  type Caller,
  type Person,
  type PersonId,
  type Place,
  type Reported,
  toErasedPerson,
} from '../chat/caller.ts'
import { put, removeKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { auditKey, deniedInChannel, deniedInSpace, putLine, toLine } from './audit-line.ts'
import {
  createDenyRecords,
  type Denied,
  type DeniedPeople,
  deniedKey,
  listOfChannel,
  listOfSpace,
  scopeOf,
} from './deny-records.ts'
import { deniedByAdmin, notSeenHere, rankTooHigh } from './permission-errors.ts'
import { mayManage, requirePermission } from './permissions.ts'
import { spaces } from './poll-records.ts'

interface Deps {
  readonly store: Store
  readonly now: () => number
  /** A person with their name in a place. */
  readonly nameOf: (person: PersonId, place: Place) => Promise<Person>
  /** The rank of a person in a place, by the platform; `false` if they can't see it, or if it can't be found out. */
  readonly rankOf: (person: PersonId, place: Place) => Promise<Reported | false>
}

/** The people who may look in a channel, but not vote, open polls, nominate or run anything. */
export interface DenyList {
  /** By a manager of the channel: in it and its threads. */
  readonly here: DeniedPeople
  /** By an admin: in the whole space. */
  readonly everywhere: DeniedPeople
}

/** The deny lists of all spaces and channels. */
export function createDenyLists({ store, now, nameOf, rankOf }: Deps) {
  const records = createDenyRecords(store)
  const { isOn, idsOf } = records

  /** Whether a person is denied in a place: in its whole space, or in its channel. */
  async function isDenied(person: PersonId, place: Place): Promise<boolean> {
    const found = await Promise.all([isOn(listOfSpace(place), person), isOn(listOfChannel(place), person)])
    return found.includes(true)
  }

  async function read({ place }: Caller): Promise<DenyList> {
    const [here, everywhere] = await Promise.all([
      records.read(listOfChannel(place)),
      records.read(listOfSpace(place)),
    ])
    return { here, everywhere }
  }

  /** @throws UserError unless the person is seen in the caller's place, with a lower rank than the caller's. */
  async function requireDeniable({ place, rank }: Caller, person: PersonId): Promise<Person> {
    const [found, known] = await Promise.all([rankOf(person, place), nameOf(person, place)])
    if (found === false) throw notSeenHere(known.name)
    if (found === 'admin' || (found === 'manager' && rank !== 'admin')) throw rankTooHigh(known.name)
    return known
  }

  /** @throws UserError if an admin has denied the person in the whole space, and the caller isn't an admin. */
  async function requireLiftable({ place, rank }: Caller, person: PersonId): Promise<void> {
    if (rank === 'admin' || !(await isOn(listOfSpace(place), person))) return
    throw deniedByAdmin((await nameOf(person, place)).name)
  }

  /** Puts a person on a list, or takes them off, and records it in the same commit if that changes the list. */
  async function changeOne(
    caller: Caller,
    list: string,
    id: PersonId,
    next: Person | undefined,
  ): Promise<void> {
    const { thread: _, ...place } = caller.place
    const [plain, ...hashed] = await idsOf(list, id)
    const named = deniedKey(list, plain)
    const others = hashed.map((hash) => deniedKey(list, hash))
    const line = auditKey(place.space)
    const at = now()
    await store.transact(scopeOf(list), [line, named, ...others], ([_, ...stored]) => {
      const before = (stored as (Denied | undefined)[]).find(Boolean)
      if ((before === undefined) === (next === undefined)) return { changes: [], result: undefined }
      const field = list === listOfSpace(place) ? deniedInSpace : deniedInChannel
      const changes = [
        { field, ...(next === undefined ? { from: 'yes', to: 'no' } : { from: 'no', to: 'yes' }) },
      ]
      const subject = next ?? before?.person ?? toErasedPerson(place.platform)
      const audited = { ...toLine(place, { command: 'settings deny', at, caller, changes }), subject }
      return {
        changes: [
          ...(next === undefined ? [named, ...others].map(removeKey) : [put(named, { v: 1, person: next })]),
          putLine(line, audited, scopeOf(list)),
        ],
        result: undefined,
      }
    })
    records.forget(list)
  }

  return {
    exportFor: records.exportFor,
    erasePerson: records.erasePerson,
    isDenied,

    /** The caller with their standing: asked once, where a call comes in. */
    async withStanding(caller: Caller): Promise<Caller> {
      return (await isDenied(caller.person.id, caller.place)) ? { ...caller, rank: 'denied' } : caller
    },

    /** @throws UserError unless the caller manages the place. */
    async read(caller: Caller): Promise<DenyList> {
      requireListManager(caller)
      return read(caller)
    },

    /**
     * Whom an admin adds is denied in the whole space, whom a manager adds in the channel alone. An admin takes people off
     * both lists.
     *
     * @throws UserError unless the caller manages the place and sees the added people in it, with lower ranks, and may take
     *   off the removed ones.
     */
    async change(
      caller: Caller,
      { added, removed }: { readonly added: readonly PersonId[]; readonly removed: readonly PersonId[] },
    ): Promise<DenyList> {
      requireListManager(caller)
      const { place, rank } = caller
      const people = await Promise.all(added.map((person) => requireDeniable(caller, person)))
      for (const person of removed) await requireLiftable(caller, person)
      await store.collection(spaces).set(place.space, place.space)
      const list = rank === 'admin' ? listOfSpace(place) : listOfChannel(place)
      const lifted = rank === 'admin' ? [list, listOfChannel(place)] : [list]
      for (const person of removed)
        for (const list of lifted) await changeOne(caller, list, person, undefined)
      for (const person of people) await changeOne(caller, list, person.id, person)
      return read(caller)
    },
  }
}

export type DenyLists = ReturnType<typeof createDenyLists>

const requireListManager = (caller: Caller): void =>
  requirePermission(mayManage(caller), 'change the deny list', 'a manager of this channel')
