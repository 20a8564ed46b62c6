import { afterAll, beforeAll, describe } from 'vitest'
import { engineContract } from '../contracts/engine-contract.ts'
import { engineProcessContract } from '../contracts/engine-processes.ts'
import { rangeContract } from '../contracts/range-contract.ts'
import { findRedis } from './find-servers.ts'
import { openEngine } from './open-engine.ts'
import { startRedis } from './redis-server.ts'

describe.skipIf(findRedis(process.env) === undefined)('with a server', () => {
  let server: Awaited<ReturnType<typeof startRedis>>
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server[Symbol.asyncDispose]())

  const open = () => openEngine(server.url, () => server.send('FLUSHALL'))
  engineContract('Redis', open)
  rangeContract('Redis', open)
  engineProcessContract('Redis', open)
})
