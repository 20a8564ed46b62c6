import { z } from 'zod'
import type { Rate } from '../limits.ts'
import { findUsedUp, type UsedUp, withinReach } from '../time/rates.ts'
import { type Kind, put, removeKey, type TypedKey } from './record.ts'
import type { Store } from './store.ts'

const Uses = z.object({ v: z.literal(1), at: z.array(z.int()) }).readonly()
/** When something was done, in ms since 1970, oldest first. */
type Uses = z.infer<typeof Uses>

const uses: Kind<Uses> = { name: 'uses', schema: Uses }

/** What is counted. */
const countedUses = ['poll', 'remind'] as const

/** What is counted, where, and of whom. */
export interface Counted {
  readonly what: (typeof countedUses)[number]
  readonly scope: string
  readonly person: string
}

/** Counts what people do, so that it can be limited. The counts hold for all processes, and after a restart. */
export function createUseCounter(store: Store, now: () => number) {
  return {
    /** Counts one use, unless it exceeds a rate. @returns the rate that it would exceed the longest. */
    count(counted: Counted, rates: readonly Rate[]): Promise<UsedUp | undefined> {
      if (rates.length === 0) return Promise.resolve(undefined)
      const key = keyOf(counted)
      const at = now()
      const longestMs = Math.max(...rates.map(({ ms }) => ms))
      return store.transact(`${uses.name}:${counted.scope}`, [key], ([stored]) => {
        const past = withinReach(rates, stored?.at ?? [], at)
        const usedUp = findUsedUp(rates, past, at)
        if (usedUp !== undefined) return { changes: [], result: usedUp }
        // The engine reads the machine's clock to tell what has expired.
        const change = put(key, { v: 1, at: [...past, at] }, Date.now() + longestMs)
        return { changes: [change], result: undefined }
      })
    },

    /** Forgets all that is counted of a person. */
    forget(of: Omit<Counted, 'what'>): Promise<void> {
      const keys = countedUses.map((what) => keyOf({ ...of, what }))
      return store.transact(`${uses.name}:${of.scope}`, keys, () => ({
        changes: keys.map(removeKey),
        result: undefined,
      }))
    },
  }
}

export type UseCounter = ReturnType<typeof createUseCounter>

const keyOf = ({ what, scope, person }: Counted): TypedKey<Uses> => ({
  kind: uses,
  scope,
  id: `${what} ${person}`,
})
