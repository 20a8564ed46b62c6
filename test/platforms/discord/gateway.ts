import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { applicationId, bot, guildId, token, type World } from './world.ts'

const Op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const

const Payload = z.object({ op: z.number(), d: z.unknown() })
const Event = z.object({ t: z.string(), d: z.record(z.string(), z.unknown()) })
const Identify = z.object({
  token: z.string(),
  shard: z.tuple([z.number(), z.number()]).optional(),
  intents: z.number(),
})
const Resume = z.object({ token: z.string(), session_id: z.string(), seq: z.number() })

interface Session {
  readonly id: string
  readonly shard: readonly [number, number]
  readonly intents: number
  readonly sent: { readonly s: number; readonly text: string }[]
  socket: WebSocket | undefined
}

const guildMembers = 1 << 1
/** MessageContent and GuildMembers and GuildPresences: privileged, and granted only where they are switched on. */
const privileged = (1 << 15) | guildMembers | (1 << 8)

/** GATEWAY_GUILD_MEMBERS_LIMITED, of applications in few servers. */
const membersLimited = 1 << 15

/** The way events come to the bot: a WebSocket that can be dropped, and sessions that outlive it. */
export function createGateway(server: Server, world: World, violate: (what: string) => void) {
  const sockets = new WebSocketServer({ noServer: true })
  const sessions = new Map<string, Session>()
  let address = ''
  let refusesSessions = false
  let identities = 0
  const waiting: (() => void)[] = []

  server.on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (ws) => attend(ws)),
  )

  const write = (ws: WebSocket, payload: object) => ws.send(JSON.stringify(payload))

  function dispatch(session: Session, t: string, d: unknown): void {
    const s = session.sent.length + 1
    const text = JSON.stringify({ op: Op.dispatch, t, s, d })
    session.sent.push({ s, text })
    session.socket?.send(text)
  }

  function attend(ws: WebSocket): void {
    write(ws, { op: Op.hello, d: { heartbeat_interval: 41_250 } })
    ws.on('message', (data) => {
      const { op, d } = Payload.parse(JSON.parse(String(data)))
      if (op === Op.heartbeat) write(ws, { op: Op.heartbeatAck })
      if (op === Op.identify) identify(ws, Identify.parse(d))
      if (op === Op.resume) resume(ws, Resume.parse(d))
    })
    ws.on('close', () => {
      for (const session of sessions.values()) if (session.socket === ws) session.socket = undefined
    })
  }

  function identify(
    ws: WebSocket,
    { token: given, shard = [0, 1], intents }: z.infer<typeof Identify>,
  ): void {
    if (given !== token) {
      ws.close(4004, 'Authentication failed.')
      return
    }
    const granted = world.isMembersIntentOn ? guildMembers : 0
    if ((intents & privileged & ~granted) !== 0) {
      violate('a privileged intent')
      ws.close(4014, 'Disallowed intent(s).')
      return
    }
    const session: Session = { id: randomBytes(8).toString('hex'), shard, intents, sent: [], socket: ws }
    sessions.set(session.id, session)
    identities += 1
    const servers = [...world.servers].filter((server) => isServedBy(session, server))
    dispatch(session, 'READY', {
      v: 10,
      user: bot(),
      guilds: servers.map((id) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: address,
      shard,
      application: { id: applicationId, flags: world.isMembersIntentOn ? membersLimited : 0 },
    })
    for (const server of servers) dispatch(session, 'GUILD_CREATE', world.guild(server))
    for (const check of waiting.splice(0)) check()
  }

  function resume(ws: WebSocket, { session_id, seq }: z.infer<typeof Resume>): void {
    const session = sessions.get(session_id)
    if (session === undefined || refusesSessions) {
      sessions.delete(session_id)
      write(ws, { op: Op.invalidSession, d: false })
      return
    }
    session.socket = ws
    for (const { s, text } of session.sent) if (s > seq) ws.send(text)
    dispatch(session, 'RESUMED', {})
  }

  /** The session an event of a server goes to, by its shard; direct messages go to shard 0. */
  function sessionFor(server: string | null): Session | undefined {
    const serving = [...sessions.values()].filter((session) =>
      server === null ? session.shard[0] === 0 : isServedBy(session, server),
    )
    return serving.findLast(({ socket }) => socket !== undefined) ?? serving.at(-1)
  }

  return {
    listening(url: string): void {
      address = url
    },
    get address() {
      return address
    },
    /** What the last event of that kind told. */
    last(t: string): Readonly<Record<string, unknown>> {
      const events = [...sessions.values()].flatMap(({ sent }) =>
        sent.map(({ text }) => Event.parse(JSON.parse(text))),
      )
      const event = events.findLast((event) => event.t === t)
      if (event === undefined) throw new Error(`Nothing was told of ${t}`)
      return event.d
    },
    /** Whether a process has asked for such events. */
    hasIntent: (intent: number) => [...sessions.values()].some(({ intents }) => (intents & intent) !== 0),
    isConnected: () => [...sessions.values()].some(({ socket }) => socket !== undefined),
    /** How many connections there are. */
    connections: () => [...sessions.values()].filter(({ socket }) => socket !== undefined).length,
    /**
     * Sends an event, to whichever process serves its shard; kept for a session that is cut off.
     *
     * @param server The id of the server that it is of; `null` for direct messages.
     */
    send(t: string, d: unknown, server: string | null = guildId): void {
      const session = sessionFor(server)
      if (session === undefined) throw new Error('Nobody listens to the gateway')
      dispatch(session, t, d)
    },
    /** Cuts every connection. Sessions can be resumed, unless `forgets`. */
    drop({ forgets = false } = {}): void {
      refusesSessions = forgets
      for (const { socket } of sessions.values()) socket?.terminate()
    },
    /** Waits until the bot has introduced itself that often. */
    async identified(times: number): Promise<void> {
      while (identities < times) await new Promise<void>((resolve) => waiting.push(resolve))
    },
    close(): void {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
    },
  }
}

const isServedBy = ({ shard: [id, count] }: Session, server: string): boolean =>
  (BigInt(server) >> 22n) % BigInt(count) === BigInt(id)

export type Gateway = ReturnType<typeof createGateway>
