import { z } from 'zod'
import type { Rate } from '../limits.ts'
import { findUsedUp, type UsedUp, withinReach } from '../time/rates.ts'
import { skipCorrupt } from './collection.ts'
import { type Kind, put, type TypedKey } from './record.ts'
import type { Store } from './store.ts'

const Uses = z.object({ v: z.literal(1), at: z.array(z.int()) }).readonly()
/** When something was done, in ms since 1970, oldest first. */
type Uses = z.infer<typeof Uses>

export const uses: Kind<Uses> = { name: 'uses', schema: Uses }

/** Who is counted, and where. */
export interface CountedPerson {
  readonly scope: string
  readonly person: string
}

/** A kind of use, and its limits. */
interface Counted {
  readonly what: string
  readonly rates: readonly Rate[]
  /** Counted in place of the person, such as a channel. */
  readonly of?: string
}

/** Counts what people do, so that it can be limited. The counts hold for all processes, and after a restart. */
export function createUseCounter(store: Store, now: () => number) {
  async function* entriesOf({ scope, person }: CountedPerson) {
    for await (const entry of store.collection(uses, scope).entries(skipCorrupt))
      if (entry[0].endsWith(` ${person}`)) yield entry
  }

  return {
    /** Counts one use of each, unless one exceeds a rate. @returns the rate that is exceeded the longest. */
    async count(of: CountedPerson, ...counted: readonly Counted[]): Promise<UsedUp | undefined> {
      const limited = counted.filter(({ rates }) => rates.length > 0)
      if (limited.length === 0) return undefined
      const keys = limited.map(({ what, of: subject = of.person }) => keyOf(of.scope, what, subject))
      const at = now()
      return store.transact(`${uses.name}:${of.scope}`, keys, (stored) => {
        const past = limited.map(({ rates }, i) => withinReach(rates, stored[i]?.at ?? [], at))
        const usedUp = limited
          .map(({ rates }, i) => findUsedUp(rates, past[i] ?? [], at))
          .filter((one) => one !== undefined)
          .toSorted((a, b) => b.freeAt - a.freeAt)[0]
        if (usedUp !== undefined) return { changes: [], result: usedUp }
        const changes = keys.map((key, i) => {
          const longestMs = Math.max(...(limited[i]?.rates ?? []).map(({ ms }) => ms))
          // Expiry is by the machine's clock, which the engine reads.
          return put(key, { v: 1, at: [...(past[i] ?? []), at] }, Date.now() + longestMs)
        })
        return { changes, result: undefined }
      })
    },

    /** All that is counted of a person: what, and when, in ms since 1970. */
    async list(
      of: CountedPerson,
    ): Promise<readonly { readonly what: string; readonly at: readonly number[] }[]> {
      const found: { readonly what: string; readonly at: readonly number[] }[] = []
      for await (const [id, { at }] of entriesOf(of))
        found.push({ what: id.split(' ').slice(0, -1).join(' '), at })
      return found
    },

    /** Forgets all that is counted of a person. */
    async forget(of: CountedPerson): Promise<void> {
      for await (const [id] of entriesOf(of)) await store.collection(uses, of.scope).delete(id)
    },
  }
}

export type UseCounter = ReturnType<typeof createUseCounter>

const keyOf = (scope: string, what: string, subject: string): TypedKey<Uses> => ({
  kind: uses,
  scope,
  id: `${what} ${subject}`,
})
