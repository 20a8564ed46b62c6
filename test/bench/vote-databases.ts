import { join } from 'node:path'
import process from 'node:process'
import { findMissingServers } from '../engines/find-servers.ts'
import { startPostgres } from '../engines/postgres-server.ts'
import { startRedis } from '../engines/redis-server.ts'
import { until } from '../until.ts'
import { type BareVotes, openBarePostgres, openBareRedis, openBareSqlite } from './bare-votes.ts'
import { fillDatabase, millionBallots } from './stored-ballots.ts'

/** Where votes are measured on one engine. */
export interface VoteDatabase extends AsyncDisposable {
  /** An empty database, as DATABASE_URL has it. */
  readonly empty: string
  /** One with 1,000,000 ballots. */
  readonly filled: string
  readonly bare: BareVotes
}

/** An engine, with the client that its votes are compared with. */
interface Engine {
  readonly name: string
  readonly client: string
  /** @param filled A SQLite file with 1,000,000 ballots. */
  readonly open: (directory: string, filled: string) => Promise<VoteDatabase>
}

const all: readonly Engine[] = [
  { name: 'SQLite', client: 'node:sqlite', open: openSqlite },
  { name: 'PostgreSQL', client: 'pg', open: openPostgres },
  { name: 'Redis', client: 'redis', open: openRedis },
]

/** Those whose server is on this machine, and for each of the others what would install it. */
export function findEngines(): {
  readonly engines: readonly Engine[]
  readonly missing: readonly { name: string; install: string }[]
} {
  const missing = findMissingServers(process.env)
  return { engines: all.filter((engine) => !missing.some(({ name }) => name === engine.name)), missing }
}

async function openSqlite(directory: string, filled: string): Promise<VoteDatabase> {
  const bare = openBareSqlite(join(directory, 'bare-votes.db'))
  return {
    empty: `sqlite:${join(directory, 'votes.db')}`,
    filled: `sqlite:${filled}`,
    bare,
    [Symbol.asyncDispose]: async () => bare.close(),
  }
}

async function openPostgres(): Promise<VoteDatabase> {
  const server = await startPostgres({ isDurable: true })
  await server.query('create database filled')
  const filled = server.url.replace(/postgres$/, 'filled')
  await fillDatabase(filled, millionBallots)
  // Else the server does so while votes are measured.
  await server.query('checkpoint')
  const bare = await openBarePostgres(server.url)
  return {
    empty: server.url,
    filled,
    bare,
    async [Symbol.asyncDispose]() {
      await bare.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

async function openRedis(): Promise<VoteDatabase> {
  const server = await startRedis({ isDurable: true })
  const filled = `${server.url}/1`
  await fillDatabase(filled, millionBallots)
  // Filling has made it rewrite its log, which takes a core and the disk.
  await until(async () => /aof_rewrite_in_progress:0/.test(String(await server.send('INFO', 'persistence'))))
  const bare = await openBareRedis(server.url)
  return {
    empty: server.url,
    filled,
    bare,
    async [Symbol.asyncDispose]() {
      await bare.close()
      await server[Symbol.asyncDispose]()
    },
  }
}
