import { userAgent } from '../../shared/user-agent.ts'

/**
 * How often what is remembered of finished requests is dropped, in ms. There is something for every interaction: after the
 * library's hour, tens of MB in a busy process.
 */
const sweepMs = 60_000

/** How Discord's web API is asked. Discord wants the library's own user agent first. */
export const toRestOptions = (api: string) =>
  ({ api, version: '10', userAgentAppendix: userAgent, handlerSweepInterval: sweepMs }) as const
