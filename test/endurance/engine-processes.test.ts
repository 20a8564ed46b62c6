import { describe } from 'vitest'
import { engineProcessContract } from '../contracts/engine-processes.ts'
import { findPostgres, findRedis } from '../engines/find-servers.ts'
import { openOnNew } from '../engines/open-engine.ts'
import { startPostgres } from '../engines/postgres-server.ts'
import { startRedis } from '../engines/redis-server.ts'

describe.skipIf(findPostgres(process.env) === undefined)('with a server', () => {
  engineProcessContract('PostgreSQL', () => openOnNew(startPostgres({ isDurable: true })))
})

describe.skipIf(findRedis(process.env) === undefined)('with a server', () => {
  engineProcessContract('Redis', () => openOnNew(startRedis({ isDurable: true })))
})
