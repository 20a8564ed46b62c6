import type { Rate } from '../../src/limits.ts'
import { createRecentUses } from '../../src/time/rates.ts'

/** Requests for pages from one network. */
const requests: Rate = { max: 120, ms: 60_000 }

/** Requests for calendars from one network: the programs that ask for them do so every few hours. */
export const calendarRequests: Rate = { max: 60, ms: 3_600_000 }

/** Counts requests, by default for pages. @param now In ms since 1970. */
export function createRequestLimit(now: () => number, rate = requests) {
  const uses = createRecentUses(now)
  return {
    /** Counts a request. @returns `undefined` if it is within the limit, else the seconds until one is again. */
    secondsUntilFree(network: string): number | undefined {
      const usedUp = uses.count(network, rate)
      return usedUp && Math.max(1, Math.ceil((usedUp.freeAt - now()) / 1000))
    },
  }
}
