import type { PersonId, Place } from './caller.ts'
import type { ChatPort } from './port.ts'
import type { View } from './view.ts'

interface PrivateMessage {
  /** The place that it is about. */
  readonly place: Place
  readonly view: View
  /** Sent again under the same key, it reaches only the people whom it has not reached yet. */
  readonly key: string
}

/**
 * Sends a message to each of several people, privately and all at once.
 *
 * @param onFailure Called with the fault for each person who can't be reached.
 * @returns the number of people who were reached.
 */
export async function sendPrivately(
  port: Pick<ChatPort, 'sendPrivate'>,
  people: readonly PersonId[],
  { place, view, key }: PrivateMessage,
  onFailure: (fault: unknown) => void,
): Promise<number> {
  const deliveries = await Promise.allSettled(
    people.map((person) => port.sendPrivate(person, place, view, `${key}/${person}`)),
  )
  for (const delivery of deliveries) if (delivery.status === 'rejected') onFailure(delivery.reason)
  return deliveries.filter(({ status }) => status === 'fulfilled').length
}
