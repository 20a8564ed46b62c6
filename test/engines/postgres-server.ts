import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { Client } from 'pg'
import { directoryOnDisk, temporaryDirectory } from '../store/temporary-directory.ts'
import { findPostgres } from './find-servers.ts'
import { freePort, superviseServer, type TestServer } from './server-process.ts'

interface Options {
  /** Whether it writes to a disk, and waits for it. */
  readonly isDurable?: boolean
  /** Settings of its own, such as `ssl=on`. */
  readonly settings?: readonly string[]
}

/** May do everything, without a password. */
const superuser = 'bot'
/** A user who needs a password, once a test makes one of this name. */
export const guarded = 'guarded'

/** Starts a PostgreSQL server of the test's own. @throws Error if there is none on this machine. */
export async function startPostgres({
  isDurable = false,
  settings = [],
}: Options = {}): Promise<
  TestServer & { query: (sql: string) => Promise<readonly Record<string, unknown>[]> }
> {
  const programs = findPostgres(process.env)
  if (programs === undefined) throw new Error('There is no PostgreSQL on this machine.')
  const directory = await (isDurable ? directoryOnDisk() : temporaryDirectory())
  const data = join(directory.path, 'data')
  const user = ownUser()
  if (user !== undefined) chownSync(directory.path, user.uid, user.gid)
  const made = spawn(
    join(programs, 'initdb'),
    ['-D', data, '-U', superuser, '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...user, stdio: 'ignore' },
  )
  const [code] = await once(made, 'exit')
  if (code !== 0) throw new Error(`initdb ended with ${code}`)
  const rules = join(data, 'pg_hba.conf')
  writeFileSync(rules, `host all ${guarded} all scram-sha-256\n${readFileSync(rules, 'utf8')}`)
  const port = await freePort()
  const url = `postgres://${superuser}@127.0.0.1:${port}/postgres`

  async function query(sql: string): Promise<readonly Record<string, unknown>[]> {
    const client = new Client({ connectionString: url })
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query(sql)).rows
    } finally {
      await client.end()
    }
  }

  async function isReady(): Promise<boolean> {
    try {
      await query('select 1')
      return true
    } catch {
      return false
    }
  }

  const own = [
    ...[`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${directory.path}`],
    ...['max_connections=200', 'shared_buffers=32MB', 'synchronous_commit=on', 'autovacuum=on'],
    ...(isDurable ? [] : ['fsync=off', 'full_page_writes=off']),
    ...settings,
  ]
  const server = superviseServer(
    [join(programs, 'postgres'), '-D', data, ...own.flatMap((setting) => ['-c', setting])],
    { ...user },
    isReady,
  )
  await server.start()
  return {
    ...server,
    url,
    port,
    query,
    [Symbol.asyncDispose]: async () => {
      await server.kill()
      await directory[Symbol.asyncDispose]()
    },
  }
}

/** PostgreSQL refuses to run as root: its own user then. */
export function ownUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const line = /^postgres:[^:]*:(?<uid>\d+):(?<gid>\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))?.groups
  if (line === undefined) throw new Error('There is no user postgres, and PostgreSQL refuses to run as root.')
  return { uid: Number(line.uid), gid: Number(line.gid) }
}
