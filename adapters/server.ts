import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type HttpBindings, type ServerType, serve } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import manifest from '../package.json' with { type: 'json' }
import type { Mount } from '../src/bot/platform.ts'
import { maxConnections, requestMs } from '../src/limits.ts'
import { createReference, type Logger } from '../src/log.ts'
import { portTaken } from './errors.ts'
import type { MetricsRoute } from './metrics-route.ts'

const maxBodyBytes = 256 * 1024
/** Longer than proxies keep an idle connection (60 s): one that is closed here while they send loses what they sent. */
const keepAliveTimeout = 75_000
/** How often it is logged that there are too many connections. */
const logEveryMs = 60_000

interface Deps {
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  readonly mounts: readonly Mount[]
  readonly isReady: () => Promise<boolean>
  /** Without it, the server has no /metrics. */
  readonly metrics?: MetricsRoute | undefined
  readonly log: Logger
}

/** The one web server: the platforms' routes, the health checks and the metrics. Resolves when it listens. */
export async function createServer({ host, port, mounts, isReady, metrics, log }: Deps) {
  const app = new Hono<{ Bindings: HttpBindings }>()
  /** Responses in flight, without streams, which never end by themselves. */
  const inFlight = new Set<HttpBindings['outgoing']>()
  const closing = new AbortController()
  app.use(async (c, next) => {
    const { outgoing } = c.env
    inFlight.add(outgoing)
    outgoing.once('close', () => inFlight.delete(outgoing))
    await next()
    if (isStream(c.res)) inFlight.delete(outgoing)
  })
  const byDepth = mounts.toSorted((a, b) => b.path.length - a.path.length)
  for (const mount of byDepth)
    if ('listen' in mount)
      app.all(`${mount.path}*`, ({ env: { incoming, outgoing } }) => {
        mount.listen(incoming, outgoing)
        return RESPONSE_ALREADY_SENT
      })
  const filesAt = byDepth.flatMap((mount) => ('takesFiles' in mount ? (mount.takesFiles ?? []) : []))
  app.use((c, next) => {
    const maxSize = filesAt.find(({ path }) => path === c.req.path)?.maxBytes ?? maxBodyBytes
    return bodyLimit({ maxSize, onError: (c) => c.text('That is too large.', 413) })(c, next)
  })
  app.get('/healthz', (c) => c.text(`ok ${manifest.version}`))
  app.get('/readyz', async (c) => ((await isReady()) ? c.text('ready') : c.text('not ready', 503)))
  if (metrics !== undefined) app.get('/metrics', ({ req }) => metrics(req.raw))
  for (const mount of byDepth)
    if ('respond' in mount)
      app.all(`${mount.path}*`, async ({ req, env }, next) => {
        const connection = { address: env.incoming.socket.remoteAddress, closing: closing.signal }
        return (await mount.respond(req.raw, connection)) ?? next()
      })
  app.onError((fault, c) => {
    const reference = createReference()
    log.error({ fault, reference, method: c.req.method }, 'web request failed')
    return c.text(`Something went wrong on my side. Code: ${reference}`, 500)
  })

  const { server, bound } = await listen(app, host, port)
  limitConnections(server, log)
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`,
    /** Accepts no more requests, waits for those in flight, and ends streams. */
    async close(): Promise<void> {
      const closed = once(server, 'close')
      server.close()
      closing.abort()
      await Promise.all([...inFlight].map((response) => once(response, 'close')))
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
    },
  }
}

/** @throws UserError if another program has the port. @throws Error if the address can't be used. */
function listen(app: Hono<{ Bindings: HttpBindings }>, hostname: string, port: number) {
  return new Promise<{ server: ServerType; bound: AddressInfo }>((resolve, reject) => {
    const { headers: headersTimeout, whole: requestTimeout } = requestMs
    const serverOptions = { keepAliveTimeout, headersTimeout, requestTimeout }
    const options = { fetch: app.fetch, hostname, port, serverOptions }
    const server = serve(options, (bound) => resolve({ server, bound }))
    server.on('error', (fault) => reject(isPortTaken(fault) ? portTaken(port) : fault))
  })
}

/** Closes connections beyond the limit at once; those that are open go on. */
function limitConnections(server: ServerType, log: Logger): void {
  let loggedAt = Number.NEGATIVE_INFINITY
  server.maxConnections = maxConnections
  server.on('drop', () => {
    if (performance.now() - loggedAt < logEveryMs) return
    loggedAt = performance.now()
    log.warn({ maxConnections }, 'too many connections: more are closed')
  })
}

const isStream = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('text/event-stream') ?? false

const isPortTaken = (fault: Error): boolean => 'code' in fault && fault.code === 'EADDRINUSE'
