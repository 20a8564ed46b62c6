import { z } from 'zod'
import {
  type Caller,
  Person,
  type PersonId,
  type Place,
  type Reported,
  type SpaceId,
} from '../chat/caller.ts'
import { skipCorrupt } from '../store/collection.ts'
import { type Kind, put, removeKey, type TypedKey } from '../store/record.ts'
import { createRemembered } from '../store/remembered.ts'
import type { Store } from '../store/store.ts'
import { auditKey, putLine, toLine } from './audit-line.ts'
import { guestsManageNothing, managersNotNamed, notSeenHere, tooManyManagers } from './permission-errors.ts'
import { mayManage, requirePermission } from './permissions.ts'
import { spaces } from './poll-records.ts'

const maxManagers = 20

const NamedManagers = z
  .object({ v: z.literal(1), people: z.array(Person).max(maxManagers).readonly() })
  .readonly()
type NamedManagers = z.infer<typeof NamedManagers>

/** The people named as managers of a channel. */
export const namedManagers: Kind<NamedManagers> = { name: 'managers', schema: NamedManagers }

interface Deps {
  readonly store: Store
  readonly now: () => number
  /** A person with their name in a place. */
  readonly nameOf: (person: PersonId, place: Place) => Promise<Person>
  /** The rank of a person in a place; `false` if they can't see it, or if it can't be found out. */
  readonly rankOf: (person: PersonId, place: Place) => Promise<Reported | false>
  /** Whether a person is in a place; `undefined` where only the platform says who manages it. */
  readonly isInFor: (platform: string) => ((person: PersonId, place: Place) => Promise<boolean>) | undefined
}

/** A channel in which a person is named. */
interface ManagedChannel {
  readonly space: SpaceId
  readonly channel: string
}

/** People who manage a channel besides those whom the platform lets, as long as they are full members of it. */
export function createNamedManagers({ store, now, nameOf, rankOf, isInFor }: Deps) {
  const remembered = createRemembered<readonly Person[]>()

  const read = async ({ space, channel }: ManagedChannel): Promise<readonly Person[]> =>
    (await store.collection(namedManagers, space).get(channel))?.people ?? []

  function requireNaming(caller: Caller) {
    requirePermission(mayManage(caller), 'name managers', 'a manager of this channel')
    const isIn = isInFor(caller.place.platform)
    if (isIn === undefined) throw managersNotNamed()
    return isIn
  }

  /** @throws UserError unless the person is a full member of the caller's place. */
  async function requireMember({ place }: Caller, person: PersonId, isIn: boolean): Promise<Person> {
    const [rank, known] = await Promise.all([rankOf(person, place), nameOf(person, place)])
    if (rank === false || !isIn) throw notSeenHere(known.name)
    if (rank === 'guest') throw guestsManageNothing(known.name)
    return known
  }

  async function* channelsOf({ id }: Person): AsyncIterable<ManagedChannel> {
    for await (const [, space] of store.collection(spaces).entries(skipCorrupt))
      for await (const [channel, { people }] of store.collection(namedManagers, space).entries(skipCorrupt))
        if (people.some((person) => person.id === id)) yield { space, channel }
  }

  return {
    /** Whether a person is named in a place or, for a thread, in its channel. */
    isNamed: async (person: PersonId, place: Place): Promise<boolean> =>
      (await remembered.get(scopeOf(place), () => read(place))).some(({ id }) => id === person),

    /** @throws UserError unless the caller manages the place and managers can be named in it. */
    async read(caller: Caller): Promise<readonly Person[]> {
      requireNaming(caller)
      return read(caller.place)
    },

    /**
     * Names people and takes people off, with a line for each in the audit in the same commit.
     *
     * @throws UserError as `read`, for people who are no full members of the place, and for more than 20.
     */
    async change(
      caller: Caller,
      { added, removed }: { readonly added: readonly PersonId[]; readonly removed: readonly PersonId[] },
    ): Promise<readonly Person[]> {
      const isIn = requireNaming(caller)
      const { thread: _, ...place } = caller.place
      const found = await Promise.all(
        added.map(async (person) => requireMember(caller, person, await isIn(person, place))),
      )
      await store.collection(spaces).set(place.space, place.space)
      const lines = [...added, ...removed].map(() => auditKey(place.space))
      const keys = [managersKey(place), ...lines] as const
      const at = now()
      const people = await store.transact(scopeOf(place), keys, ([stored]) => {
        const before = (stored as NamedManagers | undefined)?.people ?? []
        const left = before.filter(({ id }) => !removed.includes(id))
        const joined = found.filter(({ id }) => !left.some((person) => person.id === id))
        const next = [...left, ...joined]
        if (next.length > maxManagers) throw tooManyManagers(maxManagers)
        const changes = [
          ...without(before, next).map((subject) => ({ subject, from: 'yes', to: 'no' })),
          ...without(next, before).map((subject) => ({ subject, from: 'no', to: 'yes' })),
        ]
        const audited = changes.flatMap(({ subject, from, to }, i) => {
          const act = {
            command: 'settings managers',
            at,
            caller,
            changes: [{ field: 'manager', from, to }],
          } as const
          const key = lines[i]
          return key === undefined ? [] : [putLine(key, { ...toLine(place, act), subject }, scopeOf(place))]
        })
        return { changes: [putPeople(place, next), ...audited], result: next }
      })
      remembered.forget(scopeOf(place))
      return people
    },

    /** The channels in which the person is named, in every space. */
    async exportFor(person: Person): Promise<readonly ManagedChannel[]> {
      const found: ManagedChannel[] = []
      for await (const place of channelsOf(person)) found.push(place)
      return found
    },

    /** Takes a person off every list. */
    async erasePerson(person: Person): Promise<void> {
      for await (const place of channelsOf(person)) {
        await store.transact(scopeOf(place), [managersKey(place)], ([stored]) => ({
          changes: stored === undefined ? [] : [putPeople(place, without(stored.people, [person]))],
          result: undefined,
        }))
        remembered.forget(scopeOf(place))
      }
    },
  }
}

export type NamedManagersService = ReturnType<typeof createNamedManagers>

const scopeOf = ({ space, channel }: ManagedChannel): string => `managers:${space}/${channel}`

const managersKey = ({ space, channel }: ManagedChannel): TypedKey<NamedManagers> => ({
  kind: namedManagers,
  scope: space,
  id: channel,
})

/** An empty list is not kept. */
const putPeople = (place: ManagedChannel, people: readonly Person[]) =>
  people.length === 0 ? removeKey(managersKey(place)) : put(managersKey(place), { v: 1, people })

const without = (people: readonly Person[], others: readonly Person[]): readonly Person[] =>
  people.filter(({ id }) => !others.some((other) => other.id === id))
