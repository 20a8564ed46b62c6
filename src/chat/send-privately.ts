import type { Logger } from '../log.ts'
import type { PersonId, Place } from './caller.ts'
import type { ChatPort } from './port.ts'
import type { Sight } from './sight.ts'
import type { View } from './view.ts'

interface Deps extends Pick<Sight, 'rankOf'> {
  readonly portFor: (platform: string) => Pick<ChatPort, 'sendPrivate'>
  readonly log: Pick<Logger, 'warn'>
}

/**
 * Sends a message to each of several people who see the place that it is about, privately and all at once. A person who can't be
 * reached is logged. Sent again under the same key, it reaches only those whom it has not reached yet.
 *
 * @returns the number of people who were reached.
 */
export const createSend =
  ({ portFor, rankOf, log }: Deps) =>
  async (place: Place, people: readonly PersonId[], view: View, key: string): Promise<number> => {
    const port = portFor(place.platform)
    const deliveries = await Promise.allSettled(
      people.map(async (person) => {
        const isSeen = (await rankOf(person, place)) !== false
        if (isSeen) await port.sendPrivate(person, place, view, `${key}/${person}`)
        return isSeen
      }),
    )
    for (const delivery of deliveries)
      if (delivery.status === 'rejected')
        log.warn({ fault: delivery.reason }, 'could not send a private message')
    return deliveries.filter((delivery) => delivery.status === 'fulfilled' && delivery.value).length
  }
