import type { Place } from './caller.ts'
import type { ChatPort } from './port.ts'

/**
 * Whether every full member of its space sees a conversation; `undefined` if nobody can say so now: the platform doesn't answer,
 * or is not configured any more.
 */
export type IsForAll = (place: Place) => Promise<boolean | undefined>

/** @param portFor Throws if the platform is not configured. */
export function createIsForAll(portFor: (platform: string) => Pick<ChatPort, 'stateOf'>): IsForAll {
  const stateOf = async (place: Place) => portFor(place.platform).stateOf?.(place)

  return async function isForAll(place) {
    const { thread, ...channel } = place
    const state = await stateOf(place).catch(() => undefined)
    if (state === 'as-channel' && thread !== undefined) return isForAll(channel)
    return state === undefined || state === 'unknown' ? undefined : state === 'for-all'
  }
}

/** Whether everyone who sees a thread's channel surely sees the thread. */
export const createIsAsChannel =
  (portFor: (platform: string) => Pick<ChatPort, 'stateOf'>) =>
  async (place: Place): Promise<boolean> => {
    const state = await portFor(place.platform)
      .stateOf?.(place)
      .catch(() => undefined)
    return state === 'as-channel' || state === 'for-all'
  }
