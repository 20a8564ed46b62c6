import { describe } from 'vitest'
import { indexContract } from '../contracts/index-contract.ts'
import { findPostgres, findRedis } from '../engines/find-servers.ts'
import { openOnNew } from '../engines/open-engine.ts'
import { startPostgres } from '../engines/postgres-server.ts'
import { startRedis } from '../engines/redis-server.ts'
import { openSqlite } from '../store/open-sqlite.ts'

const rounds = 100

indexContract('SQLite', openSqlite, rounds)

describe.skipIf(findPostgres(process.env) === undefined)('with a server', () => {
  indexContract('PostgreSQL', () => openOnNew(startPostgres()), rounds)
})

describe.skipIf(findRedis(process.env) === undefined)('with a server', () => {
  indexContract('Redis', () => openOnNew(startRedis()), rounds)
})
