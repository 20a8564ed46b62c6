import type { Clock } from '../../../src/time/clock.ts'

interface Size {
  /** Tokens that a full bucket holds: so many calls may be made at once. */
  readonly burst: number
  /** The time in which it gets another token, in ms. */
  readonly intervalMs: number
}

/** A token bucket: within a minute it gives at most `burst` tokens and one for each interval. */
export function createTokenBucket({ burst, intervalMs }: Size, { now }: Pick<Clock, 'now'>) {
  /** In ms since 1970. */
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
