import {
  type Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  RESTEvents,
} from 'discord.js'
import { UserError } from '../../../src/chat/user-error.ts'
import type { Logger } from '../../../src/log.ts'
import { membersIntentRefused, tokenRejected } from './errors.ts'

const loginRetryMs = 5000

/** Logs what happens to the connection. */
export function logConnection(client: Client, log: Logger): void {
  client.on(Events.Error, (fault) => log.error({ fault }, 'Discord client error'))
  client.on(Events.ShardError, (fault, shard) => log.warn({ fault, shard }, 'Discord shard error'))
  client.on(Events.ShardDisconnect, ({ code }, shard) =>
    log.warn({ code, shard }, 'Discord shard disconnected'),
  )
  client.on(Events.ClientReady, ({ guilds }) =>
    log.info({ servers: guilds.cache.size }, 'connected to Discord'),
  )
  client.rest.on(RESTEvents.RateLimited, ({ route, timeToReset }) =>
    log.debug({ route, timeToReset }, 'rate limited by Discord'),
  )
}

interface LoginDeps {
  readonly client: Client
  readonly token: string
  readonly log: Logger
  readonly isStopped: () => boolean
}

/** Logs in, and keeps trying in the background while Discord can't be reached. @throws UserError if the token or an intent is rejected. */
export async function logIn(deps: LoginDeps): Promise<void> {
  const { client, token, log, isStopped } = deps
  const refused = Promise.withResolvers<never>()
  const onDisconnect = ({ code }: { readonly code: number }) => {
    if (code === GatewayCloseCodes.DisallowedIntents) refused.reject(membersIntentRefused())
  }
  client.on(Events.ShardDisconnect, onDisconnect)
  try {
    await Promise.race([client.login(token), refused.promise])
  } catch (fault) {
    if (fault instanceof UserError) throw fault
    if (fault instanceof DiscordjsError && fault.code === DiscordjsErrorCodes.TokenInvalid)
      throw tokenRejected()
    if (isStopped()) return
    log.warn({ fault }, "can't reach Discord; trying again")
    setTimeout(
      () => void logIn(deps).catch((fault: unknown) => log.error({ fault }, 'gave up connecting to Discord')),
      loginRetryMs,
    ).unref()
  } finally {
    client.off(Events.ShardDisconnect, onDisconnect)
  }
}
