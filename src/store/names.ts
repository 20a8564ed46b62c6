import { hasOwnSpace, PersonId } from '../chat/caller.ts'

/**
 * The name to show of a person at this moment.
 *
 * @param stored The name in a record of an older version; '' in all others.
 */
export type NameOf = (person: PersonId, stored: string) => string

/**
 * The names of people whose ids belong to one space. They are not stored with what these people did: their platform knows
 * the present ones, and they are put in when a record is read.
 *
 * @param onChange Called when a name has changed, so that nothing that was read before is used again.
 */
export function createNames(onChange: () => void) {
  const sources = new Map<string, NameOf>()
  return {
    /** To be called before records are read. @returns to be called when a name has changed. */
    provide(platform: string, nameOf: NameOf): () => void {
      sources.set(platform, nameOf)
      return onChange
    },

    nameOf: (person: PersonId, stored: string): string =>
      sources.get(person.slice(0, person.indexOf(':')))?.(person, stored) ?? stored,
  }
}

export type Names = ReturnType<typeof createNames>

/** The people in plain data whose names are kept apart. */
export function peopleIn(data: unknown): readonly PersonId[] {
  const found = new Set<PersonId>()
  const collect = (value: unknown): void => {
    if (typeof value === 'string' && hasOwnSpace(value)) {
      const person = PersonId.safeParse(value).data
      if (person !== undefined) found.add(person)
    } else if (typeof value === 'object' && value !== null)
      // The space of direct messages is written like a person's id.
      for (const [key, part] of Object.entries(value)) if (key !== 'space') collect(part)
  }
  collect(data)
  return [...found]
}

interface PersonLike {
  readonly id: PersonId
  name?: string
}

const isPerson = (value: unknown): value is PersonLike =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  hasOwnSpace(value.id) &&
  (!('name' in value) || typeof value.name === 'string')

/** For `JSON.stringify`: leaves the name of such a person out. */
export const withoutName = (_: string, value: unknown): unknown =>
  isPerson(value) ? { ...value, name: undefined } : value

/** Whether a JSON text may hold such a person: most records hold none. A paper's id may look alike, but its title follows. */
export const mayHoldPeople = (text: string): boolean => /"id":"[a-z]+:[^".]+\.[^"]*"(?!,"title":)/.test(text)

/** Puts the names of such people into plain JSON that nobody else has. */
export function fillNames(value: unknown, nameOf: NameOf): void {
  if (typeof value !== 'object' || value === null) return
  if (isPerson(value)) value.name = nameOf(value.id, value.name ?? '')
  for (const part of Object.values(value)) fillNames(part, nameOf)
}
