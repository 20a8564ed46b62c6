import type { Place } from './caller.ts'
import type { ChatPort } from './port.ts'

/**
 * Whether every full member of its space sees a conversation; `undefined` if the platform can't say so now.
 *
 * @throws Error if the platform is not configured.
 */
export type IsForAll = (place: Place) => Promise<boolean | undefined>

export const createIsForAll = (portFor: (platform: string) => Pick<ChatPort, 'stateOf'>): IsForAll =>
  async function isForAll(place) {
    const { thread, ...channel } = place
    const state = await portFor(place.platform)
      .stateOf?.(place)
      .catch(() => undefined)
    if (state === 'as-channel' && thread !== undefined) return isForAll(channel)
    return state === undefined || state === 'unknown' ? undefined : state === 'for-all'
  }
