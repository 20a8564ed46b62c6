import type { PersonId } from '../../chat/caller.ts'
import type { ChatPort } from '../../chat/port.ts'
import type { Logger } from '../../log.ts'
import type { Group, Session } from '../../reading/group.ts'

/** No more people are added to one thread. */
const maxBrought = 25

interface Deps {
  readonly portFor: (platform: string) => ChatPort
  readonly log: Logger
}

/**
 * Adds to a session's thread those who are coming and take reminders, where the platform can. Adding twice is harmless,
 * and nobody who can't be added holds up the others.
 *
 * @param isMeant Selects the people; by default everyone.
 */
export async function bringIntoThread(
  { portFor, log }: Deps,
  { place, muted, id: group }: Group,
  { thread, coming }: Session,
  isMeant: (person: PersonId) => boolean = () => true,
): Promise<void> {
  const { addToThread } = portFor(place.platform)
  if (thread === undefined || addToThread === undefined) return
  const people = coming.filter((person) => !muted.includes(person)).slice(0, maxBrought)
  for (const person of people.filter(isMeant))
    await addToThread(person, thread).catch((fault: unknown) =>
      log.warn({ fault, group }, 'could not add a person to a thread'),
    )
}
