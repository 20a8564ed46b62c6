import { randomUUID } from 'node:crypto'
import type { Person, PersonId, Rank } from '../../src/chat/caller.ts'
import { playground } from '../../src/limits.ts'
import { skipCorrupt } from '../../src/store/collection.ts'
import type { Kind } from '../../src/store/record.ts'
import type { Store } from '../../src/store/store.ts'
import { nameTaken, personUnknown, playgroundFull } from './errors.ts'
import { Member } from './wire.ts'

export const webPeople: Kind<Member> = { name: 'web-person', schema: Member }

const toMember = (name: string, rank: Rank, id: string): Member =>
  Member.parse({ v: 1, id: `web:${id}`, name, rank })

/** The people who exist from the start. */
const initialPeople: readonly Member[] = [
  toMember('Ada', 'admin', 'ada'),
  toMember('Ben', 'manager', 'ben'),
  toMember('Cleo', 'member', 'cleo'),
  toMember('Dan', 'member', 'dan'),
  toMember('Eve', 'member', 'eve'),
]

const isCalled = (name: string) => (person: Member) => person.name.toLowerCase() === name.toLowerCase()

/** The people of the playground. */
export function createPeople(store: Store) {
  const added = store.collection(webPeople)

  async function list(): Promise<readonly Member[]> {
    const more: Member[] = []
    for await (const [, person] of added.entries(skipCorrupt)) more.push(person)
    return [...initialPeople, ...more.toSorted((a, b) => (a.name < b.name ? -1 : 1))]
  }

  return {
    list,

    find: async (id: PersonId): Promise<Member | undefined> =>
      initialPeople.find((person) => person.id === id) ?? (await added.get(id)),

    /** Removes a person who was added. */
    remove: (id: PersonId): Promise<void> => added.delete(id),

    /** @throws UserError if the name is taken, or nobody more may be added. */
    async add(name: string, rank: Rank): Promise<Member> {
      const known = await list()
      if (known.some(isCalled(name))) throw nameTaken()
      if (known.length >= playground.people) throw playgroundFull(known.length, 'people')
      const person = toMember(name, rank, randomUUID())
      await added.set(person.id, person)
      return person
    },

    /** The ids for a comma-separated list of names or ids. @throws UserError naming the first unknown person. */
    async readIds(names: string): Promise<readonly Person['id'][]> {
      const people = await list()
      const wanted = names.split(/,|\s+(?=@)/).map((name) => name.trim().replace(/^@/, ''))
      return wanted
        .filter((name) => name !== '')
        .map((name) => {
          const found = people.find((person) => person.id === name) ?? people.find(isCalled(name))
          if (found !== undefined) return found.id
          throw personUnknown(
            name,
            people.map((person) => person.name),
          )
        })
    },
  }
}

export type People = ReturnType<typeof createPeople>
