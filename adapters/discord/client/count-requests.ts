import { type REST, RESTEvents } from 'discord.js'
import type { Metrics } from '../../../src/metrics.ts'

const platform = 'discord'

/** Counts the requests that Discord limits, and those that are sent again. */
export function countRequests(rest: REST, { retries, rateLimits }: Metrics): void {
  rest.on(RESTEvents.RateLimited, () => rateLimits.inc({ platform }))
  rest.on(RESTEvents.Response, (request) => {
    if (request.retries > 0) retries.inc({ platform })
  })
}
