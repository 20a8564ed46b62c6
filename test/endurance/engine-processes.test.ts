import { describe } from 'vitest'
import { engineProcessContract } from '../contracts/engine-processes.ts'
import { findPostgres, findRedis } from '../engines/find-servers.ts'
import { openEngine } from '../engines/open-engine.ts'
import { startPostgres } from '../engines/postgres-server.ts'
import { startRedis } from '../engines/redis-server.ts'

describe.skipIf(findPostgres(process.env) === undefined)('with a server', () => {
  engineProcessContract('PostgreSQL', () => onNew(startPostgres))
})

describe.skipIf(findRedis(process.env) === undefined)('with a server', () => {
  engineProcessContract('Redis', () => onNew(startRedis))
})

/** An empty database on a server of its own. */
async function onNew(start: typeof startPostgres | typeof startRedis) {
  const server = await start({ isDurable: true })
  const db = await openEngine(server.url, async () => {})
  return {
    ...db,
    [Symbol.asyncDispose]: async () => {
      await db[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}
