import { afterAll, beforeAll, describe } from 'vitest'
import { snapshotContract } from '../contracts/snapshot-contract.ts'
import { findPostgres, findRedis } from './find-servers.ts'
import { openEngine } from './open-engine.ts'
import { startPostgres } from './postgres-server.ts'
import { startRedis } from './redis-server.ts'

describe.skipIf(findPostgres(process.env) === undefined)('with PostgreSQL', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server[Symbol.asyncDispose]())
  snapshotContract('PostgreSQL', () =>
    openEngine(server.url, () => server.query('drop schema if exists cruxgrid cascade')),
  )
})

describe.skipIf(findRedis(process.env) === undefined)('with Redis', () => {
  let server: Awaited<ReturnType<typeof startRedis>>
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server[Symbol.asyncDispose]())
  snapshotContract('Redis', () => openEngine(server.url, () => server.send('FLUSHALL')))
})
