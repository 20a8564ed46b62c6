import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import type { ResolveHost } from '../../../src/paper/http/web.ts'
import { createWeb } from '../../../src/paper/http/web.ts'

/** A question as it came in. */
export interface Asked {
  readonly host: string
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly userAgent: string
  readonly body: string
  /** By the clock of the test, in ms. */
  readonly at: number
}

export type Answer = (asked: Asked, response: ServerResponse) => void | Promise<void>

/** A public address, which stands for every host: connections to it end here. */
const everywhere = [{ address: '93.184.215.14', family: 4 }]

/**
 * Every source of papers at once, on this machine: whatever host is asked, the question arrives here.
 *
 * @param now The clock that the pace of questions is told by.
 */
export async function startSources(answer: Answer, now: () => number = () => performance.now()) {
  const asked: Asked[] = []
  /** How many questions are open at a time, by host, and how many there ever were. */
  const open = new Map<string, number>()
  const most = new Map<string, number>()
  /** Addresses that were connected to. */
  const connected: string[] = []
  let answering = answer

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = request.headers.host ?? ''
    const count = (open.get(host) ?? 0) + 1
    open.set(host, count)
    most.set(host, Math.max(most.get(host) ?? 0, count))
    response.once('close', () => open.set(host, (open.get(host) ?? 1) - 1))
    const one: Asked = {
      host,
      method: request.method ?? '',
      path: request.url ?? '',
      userAgent: request.headers['user-agent'] ?? '',
      body: await text(request),
      at: now(),
    }
    asked.push(one)
    await answering(one, response)
  }

  const server = createServer((request, response) => void take(request, response))
  // Else a process that was held up closes a connection just when it is used again.
  server.keepAliveTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('The sources have no port')
  const { port } = bound

  return {
    asked,
    connected,
    most,
    address: `http://127.0.0.1:${port}`,
    answerWith(next: Answer): void {
      answering = next
    },
    /** What asks the web, led here instead; names are looked up by `resolveHost`. A slow machine is waited for. */
    web: (lookUp: ResolveHost = async () => everywhere, timeoutMs = 10 * 60_000) =>
      createWeb({
        userAgent: 'Cruxgrid/test',
        timeoutMs,
        resolveHost: lookUp,
        connector: (lookup) => (options, callback) => {
          lookup(options.hostname, { all: true }, (fault, addresses) => {
            if (fault !== null) return callback(fault, null)
            connected.push(...[addresses].flat().map((one) => (typeof one === 'string' ? one : one.address)))
            const socket = connect(port, '127.0.0.1', () => callback(null, socket))
            socket.on('error', (fault) => callback(fault, null))
          })
        },
      }),
    async close(): Promise<void> {
      server.closeAllConnections()
      server.close()
    },
  }
}

export type Sources = Awaited<ReturnType<typeof startSources>>

/** An answer of that type. */
export function send(response: ServerResponse, type: string, body: string, status = 200): void {
  response.writeHead(status, { 'content-type': type })
  response.end(body)
}

export const sendJson = (response: ServerResponse, body: unknown, status = 200): void =>
  send(response, 'application/json', JSON.stringify(body), status)
