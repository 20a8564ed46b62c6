import type { Logger } from '../log.ts'
import type { Caller, PersonId, Place, Reported, Standing } from './caller.ts'
import type { ChatPort } from './port.ts'

/**
 * A caller's standing in a place of their space; `false` if they can't see it, or if nobody could say so in time. This is
 * the one question about who may see what: whatever lives in a conversation is read or changed only after it.
 */
export type RankIn = (caller: Caller, place: Place) => Promise<Standing | false>

/** How long a platform may take to answer, in ms. The caller waits meanwhile, and Discord only 3 s. */
const limitMs = 1500

interface AskDeps {
  readonly clock: { pause(ms: number, signal?: AbortSignal): Promise<void> }
  readonly log: Pick<Logger, 'warn'>
}

/** A person's rank in a place, by the platform; `false` if they can't see it, or if the platform can't say in time. */
export async function askRank(
  canSee: ChatPort['canSee'],
  person: PersonId,
  place: Place,
  { clock, log }: AskDeps,
): Promise<Reported | false> {
  const answered = new AbortController()
  const asked = canSee(person, place).catch((fault: unknown) => {
    log.warn({ fault }, 'a platform could not say who sees a conversation')
    return false as const
  })
  const isLate = clock.pause(limitMs, answered.signal).then(() => false as const)
  const rank = await Promise.race([asked, isLate])
  answered.abort()
  return rank
}

interface Deps extends AskDeps {
  readonly portFor: (platform: string) => Pick<ChatPort, 'canSee'>
}

/** Asks the platform, except about the conversation that the call comes from: the platform has let the caller in. */
export function createSight({ portFor, ...deps }: Deps): RankIn {
  return async function rankIn(caller, place) {
    if (place.space !== caller.place.space) return false
    if (isHere(caller, place) || caller.isAutomatic === true) return caller.rank
    const port = portFor(place.platform)
    const rank = await askRank((...asked) => port.canSee(...asked), caller.person.id, place, deps)
    return rank !== false && caller.rank === 'denied' ? 'denied' : rank
  }
}

/** Whether a place is the caller's conversation. A thread may be for fewer people than its channel. */
export const isHere = ({ place: { space, channel, thread } }: Caller, place: Place): boolean =>
  place.space === space &&
  place.channel === channel &&
  (place.thread === undefined || place.thread === thread)
