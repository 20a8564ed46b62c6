import { afterAll, beforeAll, describe } from 'vitest'
import { engineContract } from '../contracts/engine-contract.ts'
import { engineProcessContract } from '../contracts/engine-processes.ts'
import { rangeContract } from '../contracts/range-contract.ts'
import { findPostgres } from './find-servers.ts'
import { openEngine } from './open-engine.ts'
import { startPostgres } from './postgres-server.ts'

describe.skipIf(findPostgres(process.env) === undefined)('with a server', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server[Symbol.asyncDispose]())

  const open = () => openEngine(server.url, () => server.query('drop schema if exists cruxgrid cascade'))
  engineContract('PostgreSQL', open)
  rangeContract('PostgreSQL', open)
  engineProcessContract('PostgreSQL', open)
})
