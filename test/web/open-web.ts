import { type IncomingHttpHeaders, request } from 'node:http'
import { createMetricsRoute } from '../../adapters/metrics-route.ts'
import { createServer } from '../../adapters/server.ts'
import { createPlayground } from '../../adapters/web/index.ts'
import type { Reply, WebMessage } from '../../adapters/web/wire.ts'
import { loadCommands } from '../../commands/index.ts'
import { createApp } from '../../src/app.ts'
import type { Call } from '../../src/chat/call.ts'
import { commandsWith } from '../../src/chat/command-info.ts'
import { toLimits } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { createPngRenderer } from '../../src/picture/png.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { type Clock, systemClock } from '../../src/time/clock.ts'
import { offlinePapers } from '../paper/offline.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

/**
 * The playground on a free port of this machine, with the whole core and a real database behind it.
 *
 * @param existing The store of another one, which is left open.
 * @param publicUrl Of pages; what is served under it is for nobody else.
 */
export async function openWeb(
  env: NodeJS.ProcessEnv = {},
  clock: Clock = systemClock,
  existing?: Store,
  publicUrl?: string,
) {
  const directory = await temporaryDirectory()
  const database = `${directory.path}/playground.db`
  const store = existing ?? (await openStore(`sqlite:${database}`))
  const log = createLog('silent', false)
  const metrics = createMetrics()
  const opened = await createPlayground(clock).open(env, {
    store,
    log,
    metrics,
    pictures: createPngRenderer(),
    drainMs: 5000,
  })
  if (opened?.web === undefined) throw new Error('The playground did not open')
  const { port } = opened
  const app = createApp({
    metrics,
    store,
    papers: offlinePapers(store),
    ports: [port],
    commands: commandsWith(await loadCommands(), publicUrl !== undefined),
    clock: systemClock,
    log,
    pageOf: () => undefined,
    publicUrl,
    limits: toLimits({ LIMITS: 'off' }),
  })
  await app.start()
  const server = await createServer({
    host: '127.0.0.1',
    port: 0,
    mounts: [opened.web],
    isReady: async () => port.isConnected(),
    metrics: createMetricsRoute(metrics, undefined),
    log,
  })

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.address + path, { headers, redirect: 'manual' })

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(server.address + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.address, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      redirect: 'manual',
    })

  /** One of the people, in a channel. */
  function as(name: string, channel = 'reading-group') {
    const here = { person: `web:${name.toLowerCase()}`, channel }
    const ask = (saying: { text: string } | { call: Call }, thread?: string) =>
      bodyOf<Reply>(post('/api/call', { ...here, ...saying, thread }))
    return {
      type: (text: string, thread?: string) => ask({ text }, thread),
      press: (call: Call) => ask({ call }),
      sees(thread?: string): Promise<readonly WebMessage[]> {
        const query = new URLSearchParams({ ...here, ...(thread !== undefined && { thread }) })
        return bodyOf(get(`/api/messages?${query}`))
      },
      listen: (headers: Record<string, string> = {}) =>
        listen(`${server.address}/api/events?person=${here.person}`, headers),
    }
  }

  let left: Promise<void> | undefined
  /** The program stops; its files stay. */
  function leave(): Promise<void> {
    left ??= (async () => {
      await server.close()
      await app.stop()
      if (existing === undefined) await store.close()
    })()
    return left
  }

  return {
    address: server.address,
    /** The file of its own store. */
    database,
    store,
    port,
    as,
    get,
    post,
    close: server.close,
    leave,
    async [Symbol.asyncDispose]() {
      await leave()
      await directory[Symbol.asyncDispose]()
    },
  }
}

/** What was answered, as what the test takes it to be. */
export async function bodyOf<Body>(response: Promise<Response>): Promise<Body> {
  return JSON.parse(await (await response).text())
}

/** What a listener hears, from the moment it is connected. */
async function listen(url: string, headers: Readonly<Record<string, string>>) {
  const heard: { readonly event: string; readonly data: string }[] = []
  const ending = new AbortController()
  const response = await fetch(url, { headers, signal: ending.signal })
  const { promise: ready, resolve: beReady } = Promise.withResolvers<void>()

  async function read(): Promise<void> {
    let text = ''
    for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      text += chunk
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const lines of events) {
        const event = /^event: (.*)$/m.exec(lines)?.[1] ?? ''
        heard.push({ event, data: /^data: (.*)$/m.exec(lines)?.[1] ?? '' })
        if (event === 'ready') beReady()
      }
    }
  }
  // It ends with the listener, or with the server.
  const ended = read().catch(() => {})
  await ready

  return {
    heard,
    ended,
    async [Symbol.asyncDispose]() {
      ending.abort()
      await ended
    },
  }
}

/** What was answered to a request of {@link ask}. */
export interface Answered {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** Sends a request with any headers; a browser's `fetch` sends no `host` of the caller's choice. */
export function ask(
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: body === undefined ? 'GET' : 'POST', headers }, async (response) => {
      const text = (await response.toArray()).join('')
      resolve({ status: response.statusCode, headers: response.headers, text })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Good enough for a playground off this machine. */
export const secret = 'mQ7-vexing-zephyr-40Ks'

/** Words of Ada in `general`, as the page sends them. */
export const hello = { person: 'web:ada', channel: 'general', text: 'Hello' }

/** The login page's form with what was entered. */
export const formWith = (given: string): string => new URLSearchParams({ secret: given }).toString()

/** Sends the form of the login page. */
export const enter = ({ post }: Pick<Awaited<ReturnType<typeof openWeb>>, 'post'>, given: string) =>
  post('/login', formWith(given), { 'content-type': 'application/x-www-form-urlencoded' })
