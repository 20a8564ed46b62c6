import { userAgent } from '../../shared/user-agent.ts'

/** How Discord's web API is asked. Discord wants the library's own user agent first. */
export const toRestOptions = (api: string) => ({ api, version: '10', userAgentAppendix: userAgent }) as const
