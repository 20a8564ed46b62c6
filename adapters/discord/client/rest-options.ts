import { DefaultRestOptions, type RESTOptions } from 'discord.js'
import { userAgent } from '../../shared/user-agent.ts'
import { withWholeBody } from '../../shared/whole-body.ts'

/**
 * How often what is remembered of finished requests is dropped, in ms. There is something for every interaction: after the
 * library's hour, tens of MB in a busy process.
 */
const sweepMs = 60_000

/** As the library asks, but files are sent as bytes. */
const makeRequest: RESTOptions['makeRequest'] = async (url, request) =>
  DefaultRestOptions.makeRequest(url, await withWholeBody(request))

/** How Discord's web API is asked. Discord wants the library's own user agent first. */
export const toRestOptions = (api: string) =>
  ({ api, version: '10', userAgentAppendix: userAgent, handlerSweepInterval: sweepMs, makeRequest }) as const
