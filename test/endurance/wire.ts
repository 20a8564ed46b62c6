import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { KillSwitch } from './kill-switch.ts'

interface Reply {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/**
 * The way of one instance to a loopback platform: whoever is cut off reaches nobody any more and hears nothing, though
 * what was on its way may have arrived.
 *
 * @param origin Of the loopback: `http://127.0.0.1:1234`.
 */
export async function openWire(origin: string, { change }: KillSwitch) {
  let own = ''

  async function forwarded({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Reply> {
    const there = request(`${origin}${url}`, { method, headers: { ...headers, host: new URL(origin).host } })
    there.end(body)
    const [reply]: IncomingMessage[] = await once(there, 'response')
    if (reply === undefined) throw new Error('No answer')
    return { status: reply.statusCode ?? 500, headers: reply.headers, body: await bytesOf(reply) }
  }

  function answer(response: ServerResponse, { status, headers, body }: Reply): void {
    // Further addresses are reached over this wire, too.
    const text = body.toString().replaceAll(origin, own)
    const { 'content-length': _, 'transfer-encoding': __, connection: ___, ...kept } = headers
    response.writeHead(status, kept)
    response.end(text)
  }

  const server = createServer((incoming, response) => {
    bytesOf(incoming)
      .then((body) => change(`${incoming.method} ${incoming.url}`, () => forwarded(incoming, body)))
      .then(
        (reply) => answer(response, reply),
        () => response.destroy(),
      )
  })
  // Else a process that was held up closes a connection just when it is used again.
  server.keepAliveTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The wire has no port')
  own = `http://127.0.0.1:${address.port}`

  return {
    origin: own,
    close(): void {
      server.closeAllConnections()
      server.close()
    },
  }
}
