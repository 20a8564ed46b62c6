import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Reply } from '../adapters/web/wire.ts'
import manifest from '../package.json' with { type: 'json' }
import type { Call } from '../src/chat/call.ts'

const root = join(import.meta.dirname, '..')
/** What `npm start` gives to Node, besides the file. */
const startFlags = manifest.scripts.start.split(' ').filter((word) => word.startsWith('--'))

/**
 * Cruxgrid as people run it: a process of its own, on a port that is free.
 *
 * @param database The file that holds everything.
 */
export async function startCruxgrid(database: string, env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [...startFlags, join(root, 'adapters', 'start.ts')], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: `sqlite:${database}`,
      PORT: '0',
      LOG_PRETTY: 'false',
      // Many processes are started; what one has compiled the next needn't.
      NODE_COMPILE_CACHE: join(tmpdir(), 'cruxgrid-compiled'),
      PAPERS_OFFLINE: 'true',
      // Limits of people are not for tests of a playground; other platforms have them always.
      ...(!Object.keys(env).some((name) => /^(DISCORD|SLACK)_/.test(name)) && { LIMITS: 'off' }),
      // A slow machine takes its time to stop.
      SHUTDOWN_GRACE_MS: '300000',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log: string[] = []
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const address = await addressOf(child, log)
  return {
    address,
    /** Every line it logged so far. */
    log,
    pid: child.pid,
    hasEnded,
    /** Ends it in that way; resolves when it is gone. */
    async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
      if (hasEnded()) return child.exitCode
      const gone = once(child, 'exit')
      child.kill(signal)
      await gone
      return child.exitCode
    },
    ...playgroundAt(address),
  }
}

/** Cruxgrid in a process of its own. */
export type Cruxgrid = Awaited<ReturnType<typeof startCruxgrid>>

/** Cruxgrid wherever it runs. */
export type Running = Pick<Cruxgrid, 'address' | 'log'> & {
  /** Ends it as its operator would. */
  readonly end: (signal: 'SIGTERM') => Promise<number | null>
}

/** What the page does, at that address. */
export const playgroundAt = (address: string) => ({
  call: (here: Here, call: Call) => send(address, { ...here, call }),
  say: (here: Here, text: string) => send(address, { ...here, text }),
  get: async (path: string): Promise<unknown> => (await fetch(`${address}${path}`)).json(),
  /** Adds somebody and gives their id. */
  async join(name: string): Promise<string> {
    const response = await post(`${address}/api/people`, { name, rank: 'member' })
    const { id }: { id: string } = JSON.parse(await response.text())
    return id
  },
})

/** Who speaks, and where. */
export interface Here {
  readonly person: string
  readonly channel: string
  readonly thread?: string
}

const post = (url: string, body: unknown) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
    body: JSON.stringify(body),
  })

async function send(address: string, body: unknown): Promise<Reply> {
  const response = await post(`${address}/api/call`, body)
  const reply: Reply = JSON.parse(await response.text())
  return reply
}

async function addressOf(child: ChildProcess, log: string[]): Promise<string> {
  const { stdout, stderr } = child
  if (stdout === null || stderr === null) throw new Error('The process has no output')
  stderr.on('data', (text) => log.push(String(text)))
  return new Promise((resolve, reject) => {
    createInterface(stdout).on('line', (line) => {
      log.push(line)
      const address = /"address":"([^"]+)"/.exec(line)?.[1]
      if (address !== undefined) resolve(address)
    })
    child.on('exit', (code) => reject(new Error(`Cruxgrid ended with ${code}: ${log.join('\n')}`)))
  })
}
