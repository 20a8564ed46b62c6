import process from 'node:process'
import { createClient } from 'redis'
import { directoryOnDisk, temporaryDirectory } from '../store/temporary-directory.ts'
import { findRedis } from './find-servers.ts'
import { freePort, superviseServer, type TestServer } from './server-process.ts'

interface Options {
  /** Whether it writes to a disk. It waits for its file system either way. */
  readonly isDurable?: boolean
  /** Settings instead of its own, such as `['--appendonly', 'no']`. */
  readonly settings?: readonly string[]
}

/** Starts a server of the test's own, Valkey where there is one, else Redis. @throws Error if there is neither. */
export async function startRedis({
  isDurable = false,
  settings = [],
}: Options = {}): Promise<TestServer & { send: (...command: string[]) => Promise<unknown> }> {
  const program = findRedis(process.env)
  if (program === undefined) throw new Error('There is no Redis and no Valkey on this machine.')
  const directory = await (isDurable ? directoryOnDisk() : temporaryDirectory())
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`

  async function send(...command: string[]): Promise<unknown> {
    const client = createClient({ url, RESP: 2, socket: { reconnectStrategy: false } })
    client.on('error', () => {})
    await client.connect()
    try {
      return await client.sendCommand(command)
    } finally {
      client.destroy()
    }
  }

  async function isReady(): Promise<boolean> {
    try {
      // It refuses this while it reads its file.
      await send('DBSIZE')
      return true
    } catch {
      return false
    }
  }

  const own = [
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', directory.path],
    ...['--save', '', '--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'],
    ...settings,
  ]
  const server = superviseServer([program, ...own], {}, isReady)
  await server.start()
  return {
    ...server,
    url,
    port,
    send,
    [Symbol.asyncDispose]: async () => {
      await server.kill()
      await directory[Symbol.asyncDispose]()
    },
  }
}
