import type { PersonId, Place } from './caller.ts'
import type { ChatPort } from './port.ts'
import type { Sight } from './sight.ts'
import type { View } from './view.ts'

interface PrivateMessage {
  /** The place that it is about. */
  readonly place: Place
  readonly view: View
  /** Sent again under the same key, it reaches only the people whom it has not reached yet. */
  readonly key: string
}

interface Deps extends Pick<Sight, 'rankOf'> {
  readonly port: Pick<ChatPort, 'sendPrivate'>
}

/**
 * Sends a message to each of several people who see the place that it is about, privately and all at once.
 *
 * @param onFailure Called with the fault for each person who can't be reached.
 * @returns the number of people who were reached.
 */
export async function sendPrivately(
  { port, rankOf }: Deps,
  people: readonly PersonId[],
  { place, view, key }: PrivateMessage,
  onFailure: (fault: unknown) => void,
): Promise<number> {
  const deliveries = await Promise.allSettled(
    people.map(async (person) => {
      const isSeen = (await rankOf(person, place)) !== false
      if (isSeen) await port.sendPrivate(person, place, view, `${key}/${person}`)
      return isSeen
    }),
  )
  for (const delivery of deliveries) if (delivery.status === 'rejected') onFailure(delivery.reason)
  return deliveries.filter((delivery) => delivery.status === 'fulfilled' && delivery.value).length
}
