import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { findPostgres, findRedis } from '../engines/find-servers.ts'
import { openVoting } from '../engines/outage.ts'
import { startPostgres } from '../engines/postgres-server.ts'
import { startRedis } from '../engines/redis-server.ts'

const outageMs = 30_000
/** What operators are promised: docs/storage.md 11. */
const backWithinMs = 5_000

/** The ways in which a server is gone, and comes back. */
interface Outage {
  readonly way: string
  readonly begin: () => Promise<unknown>
  readonly end: () => Promise<unknown>
}

async function postgresWithOutages() {
  const server = await startPostgres({ isDurable: true })
  async function readOnly(value: string): Promise<void> {
    await server.query(`alter system set default_transaction_read_only = ${value}`)
    await server.query('select pg_reload_conf()')
  }
  return { server, refusing: { begin: () => readOnly('on'), end: () => readOnly('off') } }
}

async function redisWithOutages() {
  const server = await startRedis({ isDurable: true })
  const needReplicas = (count: string) => server.send('CONFIG', 'SET', 'min-replicas-to-write', count)
  return { server, refusing: { begin: () => needReplicas('1'), end: () => needReplicas('0') } }
}

const servers = [
  { name: 'PostgreSQL', program: findPostgres(process.env), start: postgresWithOutages },
  { name: 'Redis', program: findRedis(process.env), start: redisWithOutages },
]

describe.each(servers)('$name', ({ name, program, start }) => {
  test.skipIf(program === undefined)(
    'gone for 30 s while people vote, it confirms none that it does not keep, and is back by itself',
    async () => {
      const { server, refusing } = await start()
      await using _server = server
      await using voting = await openVoting(server, 20)
      const outages: readonly Outage[] = [
        { way: 'stopped', begin: server.kill, end: server.start },
        { way: 'refusing', ...refusing },
        { way: 'hanging', begin: async () => server.freeze(), end: async () => server.thaw() },
      ]
      const said: string[] = []
      for (const { way, begin, end } of outages) {
        const before = new AbortController()
        const voted = voting.pressUntil(before.signal)
        await setTimeout(2_000)
        await begin()
        before.abort()
        const { confirmed } = await voted
        expect(confirmed, way).toBeGreaterThan(0)

        const meanwhile = new AbortController()
        const pressing = voting.pressUntil(meanwhile.signal)
        // The first write that fails says so.
        expect(await voting.press(0), way).toBe(false)
        let wasReady = false
        for (const endsAt = performance.now() + outageMs; performance.now() < endsAt; await setTimeout(1_000))
          wasReady ||= await voting.table.store.isWorking()
        meanwhile.abort()
        const refused = await pressing
        expect(refused, way).toMatchObject({ confirmed: 0 })
        expect(refused.refused, way).toBeGreaterThan(0)
        expect(wasReady, way).toBe(false)

        await end()
        const backAt = performance.now()
        await voting.untilBack()
        const backMs = performance.now() - backAt
        expect(backMs, way).toBeLessThan(backWithinMs)
        expect(await voting.table.store.isWorking(), way).toBe(true)
        expect(await voting.lost(), way).toBe(0)
        said.push(
          `${way}: ${confirmed} confirmed before, ${refused.refused} refused meanwhile, back after ${Math.round(backMs)} ms`,
        )
      }
      console.log([`${name}, gone for 30 s:`, ...said].join('\n  '))
    },
  )
})
