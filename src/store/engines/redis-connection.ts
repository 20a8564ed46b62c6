import { createHash } from 'node:crypto'
import { createClient, ErrorReply } from 'redis'
import { connectionLost } from './errors.ts'
import { createRecentFailure } from './recent-failure.ts'
import type { ServerOptions } from './server-options.ts'
import { reasonOf, StorageError, type WriteOutcome } from './storage-error.ts'
import { within } from './within.ts'

/** How often a command follows a record from one node of a cluster to another. */
const maxMoves = 5

/** A script that the server runs as one command. */
export interface Script {
  readonly text: string
  readonly sha: string
}

export const toScript = (text: string): Script => ({
  text,
  sha: createHash('sha1').update(text).digest('hex'),
})

export type RedisConnection = ReturnType<typeof createRedisConnection>

type Client = ReturnType<typeof clientOf>

/**
 * One connection to a Redis server, made when it is needed: one that went away is there again with the next command. In a
 * cluster, it is to the node that has the records.
 */
export function createRedisConnection(url: URL, { connectMs, answerMs, warn }: ServerOptions) {
  const recentFailure = createRecentFailure()
  let current: { readonly client: Client; readonly ready: Promise<Client> } | undefined
  /** The node of a cluster that has the records; that of the URL if absent. */
  let node: string | undefined
  let answers = 0
  let isAnswering = false

  function connect(): Promise<Client> {
    recentFailure.check()
    current ??= open()
    return current.ready
  }

  function open() {
    const client = clientOf(node === undefined ? url : atNode(url, node), connectMs)
    let wasReady = false
    // Commands fail by themselves when the connection does; without a listener, the process would end.
    client.on('error', (fault) => {
      if (wasReady) warn(connectionLost(reasonOf(fault)))
      drop(client)
    })
    const connected = client.connect().then(() => {
      wasReady = true
      return client
    })
    const ready = within(connectMs, connected).catch((fault: unknown) => {
      drop(client)
      node = undefined
      throw recentFailure.remember(new StorageError(reasonOf(fault), 'unchanged'))
    })
    return { client, ready }
  }

  function drop(client: Client): void {
    if (current?.client === client) current = undefined
    isAnswering = false
    // Commands without an answer fail now.
    if (client.isOpen) client.destroy()
  }

  function noteAnswer(): void {
    isAnswering = true
    const count = ++answers
    setImmediate(() =>
      setImmediate(() => {
        if (answers === count) isAnswering = false
      }),
    )
  }

  async function sendOnce(command: Command, outcome: WriteOutcome): Promise<unknown> {
    const client = await connect()
    try {
      const answer = await within(answerMs, client.sendCommand(command))
      noteAnswer()
      return answer
    } catch (fault) {
      if (fault instanceof ErrorReply) {
        // After a failover, this node only reads.
        if (codeOf(fault) === 'READONLY') drop(client)
        throw new StorageError(fault.message, 'unchanged', codeOf(fault))
      }
      drop(client)
      throw new StorageError(reasonOf(fault), outcome)
    }
  }

  /** @param outcome What is known of the command if no answer comes. */
  async function send(command: Command, outcome: WriteOutcome = 'unchanged'): Promise<unknown> {
    for (let moves = 0; ; moves++) {
      try {
        return await sendOnce(command, outcome)
      } catch (fault) {
        const next = fault instanceof StorageError && fault.code === 'MOVED' ? nodeOf(fault, url) : undefined
        if (next === undefined || moves === maxMoves) throw fault
        if (next !== node && current !== undefined) drop(current.client)
        node = next
      }
    }
  }

  return {
    send,

    /** Whether the server has answered in this turn of the event loop or in the one before. */
    isAnswering: () => isAnswering,

    /** Runs a script; the server forgets scripts when it restarts. */
    async run(
      { text, sha }: Script,
      keys: readonly string[],
      args: readonly string[],
      outcome: WriteOutcome = 'unchanged',
    ): Promise<unknown> {
      const rest = [String(keys.length), ...keys, ...args]
      try {
        return await send(['EVALSHA', sha, ...rest], outcome)
      } catch (fault) {
        if (!(fault instanceof StorageError && fault.code === 'NOSCRIPT')) throw fault
        return send(['EVAL', text, ...rest], outcome)
      }
    },

    async close(): Promise<void> {
      const open = current
      if (open === undefined) return
      current = undefined
      try {
        await within(answerMs, open.client.close())
      } catch {
        // It is not needed any more, whatever became of it.
        if (open.client.isOpen) open.client.destroy()
      }
    },
  }
}

type Command = (string | Buffer)[]

const clientOf = (url: URL, connectMs: number) =>
  createClient({
    url: url.href,
    RESP: 2,
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    // Its own way to connect again keeps commands waiting, and never gives up a connection that hangs.
    socket: { connectTimeout: connectMs, reconnectStrategy: false },
  })

/** The first word of a server's refusal: `MOVED`, `NOSCRIPT`, `LOADING`, `OOM`. */
const codeOf = ({ message }: Error): string => message.split(' ', 1)[0] ?? ''

/** The `host:port` in `MOVED <slot> <host>:<port>`; without a host it is the one that was asked. */
function nodeOf({ message }: StorageError, { hostname }: URL): string | undefined {
  const { host, port } = /MOVED \d+ (?<host>\S*):(?<port>\d+)/.exec(message)?.groups ?? {}
  return port === undefined ? undefined : `${host === '' ? hostname : host}:${port}`
}

function atNode(url: URL, node: string): URL {
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(node) ?? []
  const moved = new URL(url)
  moved.hostname = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  moved.port = port
  return moved
}
