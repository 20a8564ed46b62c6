import { setTimeout } from 'node:timers/promises'
import { type App, SocketModeReceiver } from '@slack/bolt'
import { z } from 'zod'
import type { Logger } from '../../../src/log.ts'
import { backoff } from '../../../src/time/backoff.ts'
import { appTokenRefused, connectionScopeMissing } from '../client/errors.ts'
import { errorCodeOf, isTokenRefused } from '../client/faults.ts'
import type { SlackLogger } from '../client/slack-logger.ts'

/** While Slack renews one connection, deliveries arrive over the other. */
const connections = 2
const pauseMsAfter = backoff({ minMs: 500, maxMs: 15_000 })
/** How long Slack may take to answer a ping. After the usual 5 s a busy machine gave up connections that were well. */
const pingMs = 20_000
/** A connection that ends sooner counts as a failure. */
const minUptimeMs = 2000
const maxCloseMs = 2000
/**
 * Time to acknowledge what Slack has sent over a connection before it is closed for renewal. Slack closes it by itself
 * some ten seconds after it has asked.
 */
const renewalMs = 5000

interface Deps {
  readonly appToken: string
  readonly slackApiUrl: string
  readonly logger: SlackLogger
  readonly log: Logger
}

type Client = SocketModeReceiver['client']

/**
 * Socket Mode. Each connection is opened again as soon as it has ended. The client's own reconnection is off: it waits
 * 5 s first, and ends the process when Slack can't be reached for long.
 */
export function createSockets({ appToken, slackApiUrl, logger, log }: Deps) {
  const receivers = Array.from({ length: connections }, () => {
    // One object per receiver, since the client writes into it.
    const clientOptions = { slackApiUrl, timeout: 10_000, retryConfig: { retries: 0 } }
    const installerOptions = { clientOptions }
    return new SocketModeReceiver({
      appToken,
      logger,
      autoReconnectEnabled: false,
      clientPingTimeout: pingMs,
      installerOptions,
    })
  })
  for (const { client } of receivers) delayDisconnect(client)
  const live = new Set<Client>()
  let isStopping = false

  /** Opens a connection. @returns `ended`, which resolves when it has ended. @throws if it can't be opened. */
  async function open(client: Client): Promise<{ readonly ended: Promise<void> }> {
    const ended = new Promise<void>((resolve) => void client.once('disconnected', () => resolve()))
    await client.start()
    live.add(client)
    log.info({ connections: live.size }, 'connected to Slack')
    return { ended }
  }

  /** @param opening The first attempt, if it has started. */
  async function keepConnected(client: Client, opening?: ReturnType<typeof open>): Promise<void> {
    let next = opening
    for (let failures = 0; !isStopping; ) {
      const start = performance.now()
      try {
        const { ended } = await (next ?? open(client))
        await ended
      } catch (fault) {
        if (!isStopping) log.warn({ fault }, "can't reach Slack; trying again")
      }
      next = undefined
      live.delete(client)
      failures = performance.now() - start < minUptimeMs ? failures + 1 : 0
      if (!isStopping && failures > 0) await setTimeout(pauseMsAfter(failures), undefined, { ref: false })
    }
  }

  return {
    receivers,
    isConnected: () => live.size > 0,

    /** @throws UserError if Slack doesn't accept the token. */
    async start(app: App): Promise<void> {
      for (const receiver of receivers) receiver.init(app)
      const [first, ...others] = receivers.map(({ client }) => client)
      if (first === undefined) return
      const opening = open(first)
      try {
        await opening
      } catch (fault) {
        if (isTokenRefused(fault) || errorCodeOf(fault) === 'not_allowed_token_type') throw appTokenRefused()
        if (errorCodeOf(fault) === 'missing_scope') throw connectionScopeMissing()
      }
      void keepConnected(first, opening)
      for (const client of others) void keepConnected(client)
    },

    /** Closes the connections. Slack sends later deliveries to other processes, if there are any. */
    async stop(): Promise<void> {
      isStopping = true
      const closed = Promise.all([...live].map((client) => client.disconnect()))
      await Promise.race([closed, setTimeout(maxCloseMs, undefined, { ref: false })])
    },
  }
}

const DisconnectMessage = z.object({ type: z.literal('disconnect') })

/** Delays the end of a connection that Slack renews: the client would close it with deliveries not yet acknowledged. */
function delayDisconnect(client: Client): void {
  const [handle] = client.listeners('ws_message')
  if (handle === undefined) throw new Error('The Socket Mode client listens to nothing')
  client.removeAllListeners('ws_message')
  client.on('ws_message', async (data: unknown, ...rest: readonly unknown[]) => {
    if (!isDisconnect(data)) return handle(data, ...rest)
    const closed = new AbortController()
    client.once('disconnected', () => closed.abort())
    const isOver = await setTimeout(renewalMs, true, { signal: closed.signal, ref: false }).catch(() => false)
    // A connection that has ended meanwhile may have been opened again.
    if (isOver) handle(data, ...rest)
  })
}

function isDisconnect(data: unknown): boolean {
  if (typeof data !== 'string' || data.length > 1000) return false
  try {
    return DisconnectMessage.safeParse(JSON.parse(data)).success
  } catch {
    return false
  }
}
