import type { Caller, Place, Rank } from './caller.ts'
import type { ChatPort } from './port.ts'

/**
 * A caller's rank in a place of their space; `false` if they can't see it, or if nobody could say so in time. This is
 * the one question about who may see what: whatever lives in a conversation is read or changed only after it.
 */
export type RankIn = (caller: Caller, place: Place) => Promise<Rank | false>

/** How long a platform may take to answer, in ms. */
const limitMs = 1500

interface Deps {
  readonly portFor: (platform: string) => Pick<ChatPort, 'canSee'>
  readonly clock: { pause(ms: number, signal?: AbortSignal): Promise<void> }
  readonly log: { warn(context: object, message: string): void }
}

/** Asks the platform, except about the conversation that the call comes from: the platform has let the caller in. */
export function createSight({ portFor, clock, log }: Deps): RankIn {
  return async function rankIn(caller, place) {
    if (place.space !== caller.place.space) return false
    if (isHere(caller, place)) return caller.rank
    const answered = new AbortController()
    const inTime = clock.pause(limitMs, answered.signal).then(() => false as const)
    const asked = portFor(place.platform)
      .canSee(caller.person.id, place)
      .catch((fault: unknown) => {
        log.warn({ fault }, 'a platform could not say who sees a conversation')
        return false as const
      })
    const rank = await Promise.race([asked, inTime])
    answered.abort()
    return rank
  }
}

/** Whether a place is the caller's conversation. A thread may be for fewer people than its channel. */
export const isHere = ({ place: { space, channel, thread } }: Caller, place: Place): boolean =>
  place.space === space &&
  place.channel === channel &&
  (place.thread === undefined || place.thread === thread)
