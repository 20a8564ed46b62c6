import type { Rate } from '../../src/limits.ts'
import { createRecentUses } from '../../src/time/rates.ts'

/** Requests for pages from one network. */
const requests: Rate = { max: 120, ms: 60_000 }

/** Counts requests for pages. @param now In ms since 1970. */
export function createRequestLimit(now: () => number) {
  const uses = createRecentUses(now)
  return {
    /** Counts a request. @returns `undefined` if it is within the limit, else the seconds until one is again. */
    secondsUntilFree(network: string): number | undefined {
      const usedUp = uses.count(network, requests)
      return usedUp && Math.max(1, Math.ceil((usedUp.freeAt - now()) / 1000))
    },
  }
}
