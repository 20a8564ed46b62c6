import type { Place } from './caller.ts'
import type { ChatPort } from './port.ts'

/**
 * The conversation that a place belongs to. A private thread is one of its own, for it is for fewer people than its
 * channel; any other thread belongs to its channel.
 */
export type ConversationOf = (place: Place) => Promise<Place>

export const createConversationOf = (
  portFor: (platform: string) => Pick<ChatPort, 'isPrivateThread'>,
): ConversationOf =>
  async function conversationOf(place) {
    const { thread, ...channel } = place
    if (thread === undefined) return place
    return (await portFor(place.platform).isPrivateThread?.(place)) === true ? place : channel
  }

export const isSamePlace = (one: Place, other: Place): boolean =>
  one.space === other.space && one.channel === other.channel && one.thread === other.thread
