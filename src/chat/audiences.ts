import type { Logger } from '../log.ts'
import type { Audience, AudienceId } from './audience.ts'
import type { PersonId, Place } from './caller.ts'
import { inTime } from './in-time.ts'
import type { ChatPort } from './port.ts'

/** How long a view waits for what it shows, and a reminder for those it is sent to. */
const maxWaitMs = { shown: 1000, named: 10_000 } as const

interface Deps {
  readonly portFor: (platform: string) => Pick<ChatPort, 'audiences'>
  readonly clock: { limit(ms: number, signal: AbortSignal): Promise<void> }
  readonly log: Pick<Logger, 'warn'>
}

/** Asks platforms about audiences. Never rejects: a platform that can't answer, or not in time, is one that doesn't know. */
export function createAudiences({ portFor, clock, log }: Deps) {
  async function ask<Known>(
    asked: Promise<Known | undefined> | undefined,
    waitMs: number,
  ): Promise<Known | undefined> {
    if (asked === undefined) return undefined
    const caught = asked.catch((fault: unknown) => {
      log.warn({ fault }, 'a platform could not describe an audience')
      return undefined
    })
    return inTime(caught, waitMs, clock)
  }

  return {
    /** Some audiences of a place as they are at present, those that nobody can describe as they are given. */
    find: (known: readonly Audience[], place: Place): Promise<readonly Audience[]> => {
      const { audiences } = portFor(place.platform)
      return Promise.all(
        known.map(async (one) => (await ask(audiences?.find(one.id, place), maxWaitMs.shown)) ?? one),
      )
    },

    /** The people of an audience who see a place; `undefined` if the platform doesn't name them. */
    async peopleIn(id: AudienceId, place: Place): Promise<readonly PersonId[] | undefined> {
      return ask(portFor(place.platform).audiences?.peopleIn(id, place), maxWaitMs.named)
    },
  }
}

export type Audiences = ReturnType<typeof createAudiences>
