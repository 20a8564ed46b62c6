import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { snapshotContract } from '../contracts/snapshot-contract.ts'
import { findPostgres, findRedis } from '../engines/find-servers.ts'
import { openEngine } from '../engines/open-engine.ts'
import { startPostgres } from '../engines/postgres-server.ts'
import { startRedis } from '../engines/redis-server.ts'
import { movePart } from '../moving/break-off.ts'
import { backUp, move, restore } from '../moving/tools.ts'
import { fillPoll, startVoting } from '../moving/voters.ts'
import { rowsOf } from '../store/rows.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { startTestBot } from '../test-bot.ts'
import { until } from '../until.ts'

const hasBoth = findPostgres(process.env) !== undefined && findRedis(process.env) !== undefined

/** A table with a poll of 700 votes, more than a page, and a reading group. @returns the poll's id. */
async function fillTable(database: string): Promise<string> {
  await using table = await startTestBot({ database })
  const ada = table.as('Ada', 'manager')
  await ada.type('poll arXiv:2204.05862')
  const poll = /p_[a-z0-9]{10}/.exec(JSON.stringify(table.last().views))?.[0] ?? ''
  await fillPoll(`sqlite:${database}`, poll, 700)
  await ada.press(await ada.type('reading schedule wed 17:00 UTC'), 'Confirm')
  await ada.type('reading add arXiv:2001.08361 why:":base64:é😀"')
  return poll
}

describe.skipIf(!hasBoth)('from one database to another', () => {
  test('SQLite to PostgreSQL to Redis to SQLite is the same in the end, each broken off once', async () => {
    await using postgres = await startPostgres()
    await using redis = await startRedis()
    await using directory = await temporaryDirectory()
    const path = (name: string) => join(directory.path, name)
    const poll = await fillTable(path('a.db'))
    const before = rowsOf(path('a.db'))
    const addresses = [`sqlite:${path('a.db')}`, postgres.url, redis.url, `sqlite:${path('b.db')}`]
    for (const [at, from] of addresses.slice(0, -1).entries()) {
      const to = addresses[at + 1] ?? ''
      await movePart(from, to, 0.4)
      const { code, out } = await move(from, to)
      expect({ code, out }).toEqual({
        code: 0,
        out: expect.stringContaining('It went on where it had stopped.'),
      })
      expect(out).toContain('Recounted 1 poll. Every tally matches its votes.')
      expect(out.includes('Start first with ANONYMITY_KEY set')).toBe(!to.startsWith('sqlite:'))
    }
    expect(rowsOf(path('b.db'))).toEqual(before)

    // A server's own backup is that of a file, and comes back on another engine.
    await backUp(redis.url, path('redis.jsonl'))
    await restore(`sqlite:${path('c.db')}`, path('redis.jsonl'))
    expect(rowsOf(path('c.db')).filter((row) => !row.startsWith('restored '))).toEqual(before)
    for (const [url, remedy] of [
      [postgres.url, 'drop schema cruxgrid cascade'],
      [redis.url, 'FLUSHDB'],
    ] as const) {
      const { code, err } = await restore(url, path('redis.jsonl'))
      expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(remedy) })
      expect(err).toContain('already has records')
    }

    // While people vote there, a backup has as many votes as it counts.
    for (const url of [postgres.url, redis.url]) {
      const voters = await startVoting(url, poll, 1000)
      await until(() => voters.votes() > 100)
      const votes = voters.votes()
      const { out } = await backUp(url, path(`${new URL(url).protocol}jsonl`))
      expect(out).toContain('Recounted 1 poll. Every tally matches its votes.')
      expect(voters.votes()).toBeGreaterThan(votes)
      await voters.stop()
    }
  })
})

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
  const open = () => openEngine(server.url, () => server.send('FLUSHALL'))
  snapshotContract('Redis', open)

  test('of two who read everything at once, one has all of it and the other is told', async () => {
    await using db = await open()
    const changes = Array.from({ length: 3000 }, (_, i) => ({
      key: { collection: `notes/${i % 5}`, id: `${i}` },
      text: 'x',
    }))
    await db.engine.write(changes)
    const engines = [db.engine, await db.again()]
    const counts = engines.map(async (engine) => {
      let count = 0
      await engine.readAll(async ({ length }) => {
        count += length
      })
      return count
    })
    const ends = await Promise.allSettled(counts)
    expect(
      ends.map((end) => (end.status === 'fulfilled' ? end.value : String(end.reason))).toSorted(),
    ).toEqual([
      3000,
      'UserError: Another copy of this database has started, or this one was stopped for too long. Run it again when the other has ended.',
    ])
    // Nothing of the notes stays.
    expect(await server.send('EXISTS', '{cruxgrid}:copying', '{cruxgrid}:changed')).toBe(0)
  })
})
