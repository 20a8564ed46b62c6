import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'

/** A database server of a test's own, on loopback and in a directory that goes with it. */
export interface TestServer {
  /** What DATABASE_URL has for an empty database on it. */
  readonly url: string
  readonly port: number
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>
  /** Starts it again with what is on its disk. */
  start(): Promise<void>
  /** Lets it answer nothing, and keep its connections. */
  freeze(): void
  thaw(): void
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** A port that nobody uses. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/**
 * A server that can be killed, started again, and stopped for a while.
 *
 * @param isReady Whether it answers.
 */
export function superviseServer(
  command: readonly [string, ...string[]],
  options: SpawnOptions,
  isReady: () => Promise<boolean>,
) {
  const [program, ...args] = command
  let child: ChildProcess | undefined
  const said: string[] = []

  async function start(): Promise<void> {
    child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => said.push(String(text)))
    while (!(await isReady())) {
      if (child.exitCode !== null) throw new Error(`${program} ended: ${said.slice(-20).join('')}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** With the processes that it started. */
  function signal(name: NodeJS.Signals): void {
    const { pid } = child ?? {}
    if (pid === undefined) throw new Error(`${program} is not running`)
    const children = existsSync('/proc')
      ? readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
      : []
    for (const one of [pid, ...children.map(Number)]) signalOne(one, name)
  }

  return {
    start,
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    async kill(): Promise<void> {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      signal('SIGKILL')
      await gone
    },
  }
}

function signalOne(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (fault) {
    // A connection's process may end in between.
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'ESRCH')) throw fault
  }
}
