import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crowdContract } from '../contracts/crowd-contract.ts'
import { engineContract } from '../contracts/engine-contract.ts'
import { indexContract } from '../contracts/index-contract.ts'
import { rangeContract } from '../contracts/range-contract.ts'
import { until } from '../until.ts'
import { startCuttingProxy } from './cutting-proxy.ts'
import { findPostgres } from './find-servers.ts'
import { engineAt, openEngine, refusalAt } from './open-engine.ts'
import { guarded, startPostgres } from './postgres-server.ts'

const key = { collection: 'notes', id: 'a' }

describe.skipIf(findPostgres(process.env) === undefined)('with a server', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server[Symbol.asyncDispose]())

  const open = () => openEngine(server.url, () => server.query('drop schema if exists cruxgrid cascade'))
  engineContract('PostgreSQL', open)
  rangeContract('PostgreSQL', open)
  crowdContract('PostgreSQL', open)
  indexContract('PostgreSQL', open, 6)

  test('is refused with synchronous_commit off, which loses confirmed votes', async () => {
    await server.query('alter database postgres set synchronous_commit = off')
    const said = await refusalAt(server.url)
    await server.query('alter database postgres reset synchronous_commit')
    expect(said).toContain(
      `127.0.0.1:${server.port}/postgres can lose confirmed votes: synchronous_commit is off`,
    )
  })

  test('is used with fsync off, and the operator is warned', async () => {
    const warnings: string[] = []
    const engine = await engineAt(server.url, (message) => warnings.push(message))
    await engine.open()
    await engine.close()
    expect(warnings).toEqual([expect.stringContaining('has fsync off')])
  })

  test('is refused when a newer version wrote it, and left as it is', async () => {
    await using db = await open()
    await db.engine.write([{ key, text: 'kept' }])
    await server.query('update cruxgrid.layout set version = 3')
    expect(await refusalAt(server.url)).toContain(
      'by a newer version of Cruxgrid (layout 3; this version reads up to 2)',
    )
    expect(await db.engine.read([key])).toEqual(['kept'])
  })

  test('gets its tables once from those who start together', async () => {
    await server.query('drop schema if exists cruxgrid cascade')
    const engines = await Promise.all([1, 2, 3, 4].map(() => engineAt(server.url)))
    await Promise.all(engines.map((engine) => engine.open()))
    await Promise.all(engines.map((engine) => engine.close()))
    expect(await server.query('select version from cruxgrid.layout')).toEqual([{ version: 2 }])
  })

  test('a password is in nothing that is said about an address that is wrong', async () => {
    await server.query(`create role ${guarded} login password 'right'`)
    const at = `127.0.0.1:${server.port}/postgres`
    const wrong = [
      `postgres://${guarded}:hunter2@${at}`,
      `postgres://${guarded}:hunter2@127.0.0.1:1/postgres`,
      `postgres://${guarded}:hunter2/3@${at}`,
      `postgres://${guarded}:hunter2#3@${at}`,
      `postgres://${guarded}:12?hunter2@${at}`,
      `postgres://${guarded}:%hunter2@${at}`,
    ]
    for (const url of wrong) expect(await refusalAt(url), url).not.toContain('hunter2')
  })

  test('takes another connection when its own was closed, and the operator is told', async () => {
    await using db = await open()
    await db.engine.write([{ key, text: 'kept' }])
    const warnings: string[] = []
    const engine = await engineAt(server.url, (message) => warnings.push(message))
    await engine.open()
    warnings.length = 0
    await server.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cruxgrid'`,
    )
    await until(() => warnings.length > 0)
    expect(warnings.join()).toContain('A connection to the database was lost')
    expect(await engine.read([key])).toEqual(['kept'])
    await engine.close()
  })

  test('is not left waiting by another program that keeps the table locked', async () => {
    await using db = await open()
    await db.engine.write([{ key, text: 'kept' }])
    const locking = new Client({ connectionString: server.url })
    await locking.connect()
    await locking.query('begin; lock table cruxgrid.record')
    const changing = db.engine.transact('scope', [key], () => ({
      changes: [{ key, text: 'new' }],
      result: undefined,
    }))
    await expect(changing).rejects.toMatchObject({ name: 'StorageError', outcome: 'unchanged' })
    await locking.end()
    expect(await db.engine.read([key])).toEqual(['kept'])
  })

  test.each([
    { words: 'pg_advisory_xact_lock', arrives: true, outcome: 'unchanged', stored: 'old' },
    { words: 'on conflict', arrives: true, outcome: 'unchanged', stored: 'old' },
    { words: 'commit\0', arrives: false, outcome: 'unknown', stored: 'old' },
    { words: 'commit\0', arrives: true, outcome: 'unknown', stored: 'new' },
  ])(
    'cut off at $words, a change is $outcome, and $stored is stored',
    async ({ words, arrives, outcome, stored }) => {
      await using db = await open()
      await db.engine.write([{ key, text: 'old' }])
      await using proxy = await startCuttingProxy(server.port)
      const engine = await engineAt(server.url.replace(String(server.port), String(proxy.port)))
      await engine.open()
      proxy.cutAt(words, arrives)
      const changing = engine.transact('scope', [key], () => ({
        changes: [{ key, text: 'new' }],
        result: undefined,
      }))
      await expect(changing).rejects.toMatchObject({ name: 'StorageError', outcome })
      // Whoever comes next in this scope waits until the server has noticed.
      expect(await db.engine.transact('scope', [key], ([text]) => ({ changes: [], result: text }))).toBe(
        stored,
      )
      expect(await engine.read([key])).toEqual([stored])
      await engine.close()
    },
  )

  test('has no removed text in its file once it is rewritten', async () => {
    await using db = await open()
    const isInFile = async () => {
      await server.query('checkpoint')
      const [found] = await server.query(
        `select position('withdrawn'::bytea in pg_read_binary_file(pg_relation_filepath('cruxgrid.record'))) > 0 as "isThere"`,
      )
      return found?.isThere
    }
    await db.engine.write([{ key, text: 'withdrawn' }])
    await db.engine.write([{ key, remove: true }])
    expect(await isInFile()).toBe(true)
    await db.engine.compact()
    expect(await isInFile()).toBe(false)
  })
})
