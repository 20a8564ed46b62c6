import type { Clock } from '../../../src/time/clock.ts'

interface Size {
  /** The tokens in a full bucket: the maximum of calls at once. */
  readonly burst: number
  /** The time until the bucket gets another token, in ms. */
  readonly intervalMs: number
}

/** A token bucket: in any time it gives at most `burst` tokens and one for each interval. */
export function createTokenBucket({ burst, intervalMs }: Size, { now }: Pick<Clock, 'now'>) {
  /** When the bucket is full again, in ms since 1970. */
  let fullAt = 0

  return {
    /**
     * Takes a token.
     *
     * @param spare Tokens to leave in the bucket.
     * @returns 0 if there was one, else the time until there will be, in ms.
     */
    take(spare = 0): number {
      // A clock may have been set back.
      const untilFullMs = Math.min(Math.max(fullAt - now(), 0), burst * intervalMs)
      const waitMs = untilFullMs - (burst - spare - 1) * intervalMs
      if (waitMs > 0) return waitMs
      fullAt = now() + untilFullMs + intervalMs
      return 0
    },
  }
}
