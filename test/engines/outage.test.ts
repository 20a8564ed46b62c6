import { describe, expect, test } from 'vitest'
import { findPostgres, findRedis } from './find-servers.ts'
import { openVoting } from './outage.ts'
import { startPostgres } from './postgres-server.ts'
import { startRedis } from './redis-server.ts'

const servers = [
  { name: 'PostgreSQL', program: findPostgres(process.env), start: startPostgres },
  { name: 'Redis', program: findRedis(process.env), start: startRedis },
]

describe.concurrent.each(servers)('$name', ({ program, start }) => {
  const onServer = test.skipIf(program === undefined)

  onServer('refuses votes while it hangs, and while it is gone, and has all others afterwards', async () => {
    await using server = await start()
    await using voting = await openVoting(server, 6)
    const { store } = voting.table
    expect(await voting.pressAll()).not.toContain(false)

    server.freeze()
    expect(await voting.pressAll()).not.toContain(true)
    expect(await store.isWorking()).toBe(false)
    server.thaw()
    await voting.untilBack()
    expect(await store.isWorking()).toBe(true)

    await server.kill()
    expect(await voting.pressAll()).not.toContain(true)
    expect(await store.isWorking()).toBe(false)
    await server.start()
    await voting.untilBack()
    expect(await voting.lost()).toBe(0)
  })
})
