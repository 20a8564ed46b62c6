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

/** A mention of a person by name. */
const mentionOf = (name: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}@])@${name.replaceAll(/[^\p{L}\p{N}\s]/gu, '\\$&')}(?![\\p{L}\\p{N}])`, 'giu')

const trimNames = (words: string): string => words.replace(/^(?:[\s,;&@]|and(?=\s))+/i, '')

/** The length of a person's name, id or mention at the start of some words; 0 if it isn't there. */
function lengthIn(words: string, { id, name }: Member): number {
  const found = [`<@${id}>`, id, name].find((one) => words.toLowerCase().startsWith(one.toLowerCase())) ?? ''
  return /^[\p{L}\p{N}]/u.test(words.slice(found.length)) && !found.endsWith('>') ? 0 : found.length
}

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
      if (known.some(isCalled(name))) throw nameTaken(name)
      if (known.length >= playground.people) throw playgroundFull(known.length, 'people')
      const person = toMember(name, rank, randomUUID())
      await added.set(person.id, person)
      return person
    },

    /** A text with every `@Name` of more than one word as a mention in one, the longest names first. */
    async mark(text: string): Promise<string> {
      const known = (await list()).filter(({ name }) => !/^[\p{L}\p{N}_'’-]+$/u.test(name))
      return known
        .toSorted((a, b) => b.name.length - a.name.length)
        .reduce((marked, { id, name }) => marked.replaceAll(mentionOf(name), `<@${id}>`), text)
    },

    /** A text with the names of people in place of their mentions. */
    async unmark(text: string): Promise<string> {
      if (!text.includes('<@web:')) return text
      const names = new Map((await list()).map(({ id, name }) => [id as string, name]))
      return text.replaceAll(/<@(web:[\w-]+)>/g, (mention, id: string) =>
        names.has(id) ? `@${names.get(id)}` : mention,
      )
    },

    /** The ids for names, ids or mentions, with or without commas between. @throws UserError naming the first unknown person. */
    async readIds(words: string): Promise<readonly Person['id'][]> {
      const people = (await list()).toSorted((a, b) => b.name.length - a.name.length)
      const found: Person['id'][] = []
      for (let rest = trimNames(words); rest !== ''; ) {
        const one = people
          .map((person) => ({ person, length: lengthIn(rest, person) }))
          .find(({ length }) => length > 0)
        if (one === undefined) throw personUnknown(/^[^,@]+/.exec(rest)?.[0].trim() ?? rest)
        found.push(one.person.id)
        rest = trimNames(rest.slice(one.length))
      }
      return [...new Set(found)]
    },
  }
}

export type People = ReturnType<typeof createPeople>
