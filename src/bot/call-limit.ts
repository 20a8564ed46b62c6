import { type Refusal, refusalOf } from '../chat/answer.ts'
import type { Caller } from '../chat/caller.ts'
import { type Limits, refusals, suggestions } from '../limits.ts'
import { createRecentUses } from '../time/rates.ts'
import { manyCalls } from './errors.ts'

/**
 * Limits how often a person calls the bot. Counted in memory: nothing is stored or read for it, so that a vote costs no
 * more, and what a restart forgets is a minute.
 */
export function createCallLimit({ calls }: Limits, now: () => number) {
  const uses = createRecentUses(now)

  return {
    /** Counts a call. @returns the refusal if it is one too many. */
    refuse({ person, place }: Caller): Refusal | undefined {
      const key = `${place.space} ${person.id}`
      const usedUp = calls && uses.count(`call ${key}`, calls)
      if (usedUp === undefined) return undefined
      const isRepeat = uses.count(`refusal ${key}`, refusals) !== undefined
      return { ...refusalOf(manyCalls(usedUp, now())), ...(isRepeat && { isRepeat }) }
    },

    /** Counts a request for suggestions. @returns whether they may be looked for. */
    maySuggest: ({ person, place }: Caller): boolean =>
      uses.count(`suggestion ${place.space} ${person.id}`, suggestions) === undefined,
  }
}

export type CallLimit = ReturnType<typeof createCallLimit>
