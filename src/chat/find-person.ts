import type { Person, PersonId, Place } from './caller.ts'
import { cleanName } from './clean-name.ts'
import type { ChatPort } from './port.ts'

/** A person with the name that they chose on their platform; without a visible one, with the platform's id as name. */
export const toPerson = (id: PersonId, name = ''): Person => ({
  id,
  name: cleanName(name) || id.slice(id.indexOf(':') + 1),
})

/** A person with the name that they have in a place; with the platform's id as their name if it is unknown. */
export const findPerson = async (
  port: Pick<ChatPort, 'nameOf'>,
  person: PersonId,
  place: Place,
): Promise<Person> => toPerson(person, await port.nameOf?.(person, place))
