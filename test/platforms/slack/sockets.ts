import { randomBytes, randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import type { Happenings } from './happenings.ts'
import { appId } from './world.ts'

const Acknowledgement = z.strictObject({
  envelope_id: z.string(),
  payload: z.record(z.string(), z.unknown()).optional(),
})

export interface Envelope {
  readonly type: 'slash_commands' | 'interactive' | 'events_api'
  readonly payload: object
  readonly accepts_response_payload: boolean
  readonly retry_attempt?: number
  readonly retry_reason?: string
}

/** Who waits for an envelope: it is acknowledged once, or lost with its connection. */
interface Waiting {
  readonly acked: (payload: Readonly<Record<string, unknown>>) => void
  readonly lost: () => void
}

interface Sending extends Waiting {
  readonly what: string
  readonly socket: WebSocket
  state: 'open' | 'acked' | 'lost'
}

/** Socket Mode: up to ten connections, each delivery to one of them in turn. */
export function createSockets(server: Server, happenings: Happenings) {
  const upgrader = new WebSocketServer({ noServer: true })
  const tickets = new Set<string>()
  /** Open ones that deliveries may go to, oldest first. */
  const connections: WebSocket[] = []
  const envelopes = new Map<string, Sending>()
  let turn = 0

  server.on('upgrade', (request, socket, head) => {
    const ticket = /^\/link\/(\w+)/.exec(request.url ?? '')?.[1] ?? ''
    if (!tickets.delete(ticket)) return socket.destroy()
    upgrader.handleUpgrade(request, socket, head, attend)
  })

  function attend(socket: WebSocket): void {
    connections.push(socket)
    if (connections.length > 10) happenings.violate('more than ten connections')
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: connections.length,
        connection_info: { app_id: appId },
        debug_info: { host: 'loopback', build_number: 1, approximate_connection_time: 18_060 },
      }),
    )
    const pinging = setInterval(() => socket.ping(), 5000)
    socket.on('message', (data) => take(String(data)))
    socket.on('close', () => {
      clearInterval(pinging)
      retire(socket)
      for (const one of envelopes.values()) if (one.socket === socket && one.state === 'open') lose(one)
      happenings.changed()
    })
    happenings.changed()
  }

  function lose(one: Sending): void {
    one.state = 'lost'
    one.lost()
  }

  function take(data: string): void {
    const { envelope_id: id, payload = {} } = Acknowledgement.parse(JSON.parse(data))
    const one = envelopes.get(id)
    if (one === undefined) happenings.violate(`an acknowledgement of ${id}, which nobody sent`)
    else if (one.state === 'acked') happenings.violate(`${one.what} was acknowledged twice`)
    else {
      one.state = 'acked'
      one.acked(payload)
    }
    happenings.changed()
  }

  function retire(socket: WebSocket): void {
    const at = connections.indexOf(socket)
    if (at >= 0) connections.splice(at, 1)
  }

  return {
    /** The path of a connection that may be opened once. */
    invite(): string {
      const ticket = randomBytes(12).toString('hex')
      tickets.add(ticket)
      return `/link/${ticket}`
    },
    /** Sends to the connection whose turn it is; false where there is none. */
    send(what: string, envelope: Envelope, waiting: Waiting): boolean {
      const socket = connections[turn++ % Math.max(connections.length, 1)]
      if (socket === undefined) return false
      const id = randomUUID()
      envelopes.set(id, { ...waiting, what, socket, state: 'open' })
      socket.send(JSON.stringify({ envelope_id: id, ...envelope }))
      return true
    },
    controls: {
      count: () => connections.length,
      /**
       * Asks the oldest connection to go, as Slack does now and then. It closes it a second later, or once everything
       * that it has sent over it is acknowledged: on a slow machine Slack's ten seconds are few.
       */
      refresh(): void {
        const oldest = connections.shift()
        if (oldest === undefined) throw new Error('No connection is open')
        oldest.send(
          JSON.stringify({
            type: 'disconnect',
            reason: 'refresh_requested',
            debug_info: { host: 'loopback' },
          }),
        )
        const isDone = () =>
          [...envelopes.values()].every(({ socket, state }) => socket !== oldest || state !== 'open')
        happenings.later(1000, async () => {
          await happenings.until(isDone)
          oldest.close()
        })
      },
      /** Cuts every connection, or the one at that place, without a word. */
      drop(at?: number): void {
        for (const socket of at === undefined ? [...connections] : connections.slice(at, at + 1)) {
          retire(socket)
          socket.terminate()
        }
      },
      /** Resolves when that many connections are open. */
      waitFor: (count: number) => happenings.until(() => connections.length >= count),
    },
    close(): void {
      for (const one of envelopes.values())
        if (one.state === 'open') happenings.violate(`${one.what} was never acknowledged`)
      envelopes.clear()
      for (const client of upgrader.clients) client.terminate()
      upgrader.close()
    },
  }
}

export type Sockets = ReturnType<typeof createSockets>
