import type { Person, PersonId, Place } from './caller.ts'
import type { ChatPort } from './port.ts'

/** A person with the name that they have in a place; with the platform's id as their name if it is unknown. */
export const findPerson = async (
  port: Pick<ChatPort, 'nameOf'>,
  person: PersonId,
  place: Place,
): Promise<Person> => ({
  id: person,
  name: (await port.nameOf?.(person, place)) ?? person.slice(person.indexOf(':') + 1),
})
