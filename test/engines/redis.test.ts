import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { RecordEngine, RecordKey } from '../../src/store/engines/engine.ts'
import { openStore } from '../../src/store/store.ts'
import { crowdContract } from '../contracts/crowd-contract.ts'
import { engineContract } from '../contracts/engine-contract.ts'
import { indexContract } from '../contracts/index-contract.ts'
import { rangeContract } from '../contracts/range-contract.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { until } from '../until.ts'
import { startCuttingProxy } from './cutting-proxy.ts'
import { findRedis } from './find-servers.ts'
import { engineAt, openEngine, refusalAt } from './open-engine.ts'
import { startRedis } from './redis-server.ts'

const key = { collection: 'notes', id: 'a' }

describe.skipIf(findRedis(process.env) === undefined)('with a server', () => {
  let server: Awaited<ReturnType<typeof startRedis>>
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server[Symbol.asyncDispose]())

  const open = () => openEngine(server.url, () => server.send('FLUSHALL'))
  engineContract('Redis', open)
  rangeContract('Redis', open)
  crowdContract('Redis', open)
  indexContract('Redis', open, 6)

  /** What is said at the start with a setting that is not as it should be. */
  async function whileSetting<Result>(
    name: string,
    value: string,
    act: () => Promise<Result>,
  ): Promise<Result> {
    const [, before] = z.array(z.string()).parse(await server.send('CONFIG', 'GET', name))
    await server.send('CONFIG', 'SET', name, value)
    try {
      return await act()
    } finally {
      await server.send('CONFIG', 'SET', name, before ?? '')
    }
  }

  async function warningsAt(url: string): Promise<readonly string[]> {
    const warnings: string[] = []
    const engine = await engineAt(url, (message) => warnings.push(message))
    await engine.open()
    await engine.close()
    return warnings
  }

  test.each([
    ['appendonly', 'no', 'can lose confirmed votes: appendonly is off'],
    ['maxmemory-policy', 'allkeys-lru', 'can lose confirmed votes: maxmemory-policy is allkeys-lru'],
  ])('is refused with %s %s', async (name, value, words) => {
    const said = await whileSetting(name, value, () => refusalAt(server.url))
    expect(said).toContain(`redis://127.0.0.1:${server.port} ${words}`)
  })

  test('is used with appendfsync everysec, and the operator is warned', async () => {
    expect(await warningsAt(server.url)).toEqual([])
    const warnings = await whileSetting('appendfsync', 'everysec', () => warningsAt(server.url))
    expect(warnings).toEqual([
      expect.stringContaining('has appendfsync everysec: a power cut can lose confirmed votes of the last'),
    ])
  })

  test('is used when it does not show its settings, and the operator is warned loudly', async () => {
    await server.send('ACL', 'SETUSER', 'bot', 'on', '>hunter2', '~*', '+@all', '-config')
    const warnings = await warningsAt(`valkey://bot:hunter2@127.0.0.1:${server.port}`)
    expect(warnings).toEqual([expect.stringContaining('CONFIRMED VOTES CAN BE LOST')])
    expect(warnings.join()).not.toContain('hunter2')
  })

  test('is refused when a newer version wrote it', async () => {
    await using db = await open()
    await db.engine.write([{ key, text: 'kept' }])
    await server.send('SET', '{cruxgrid}:layout', '3')
    expect(await refusalAt(server.url)).toContain(
      'by a newer version of Cruxgrid (layout 3; this version reads up to 2)',
    )
    expect(await db.engine.read([key])).toEqual(['kept'])
  })

  test('a password is in nothing that is said about an address that is wrong', async () => {
    const at = `127.0.0.1:${server.port}`
    const wrong = [
      `redis://nobody:hunter2@${at}`,
      'redis://nobody:hunter2@127.0.0.1:1',
      `rediss://nobody:hunter2/3@${at}`,
      `valkey://nobody:hunter2#3@${at}`,
      `redis://nobody:%hunter2@${at}`,
    ]
    for (const url of wrong) {
      const said = await refusalAt(url)
      expect(said, url).not.toContain('hunter2')
      expect(said, url).toMatch(/DATABASE_URL/)
    }
  })

  /** How many scripts the server has run so far. */
  async function scriptsRun(): Promise<number> {
    const stats = String(await server.send('INFO', 'commandstats'))
    return Number(/cmdstat_evalsha:calls=(\d+)/.exec(stats)?.[1] ?? 0)
  }

  test('of transactions that follow each other at once, the first is two messages and each further one is one', async () => {
    await using db = await open()
    const another = { collection: 'notes', id: 'never seen' }
    const count = (records: readonly RecordKey[]) =>
      db.engine.transact('scope', records, ([text = '0']) => ({
        changes: records.map((key) => ({ key, text: String(Number(text) + 1) })),
        result: undefined,
      }))
    const before = await scriptsRun()
    await count([key])
    for (let i = 0; i < 5; i += 1) await count([key])
    await count([key, another])
    expect((await scriptsRun()) - before).toBe(8)
    expect(await db.engine.read([key, another])).toEqual(['7', '7'])
  })

  test('a transaction after a pause reads before it writes, so that it can say that nothing has changed', async () => {
    await using db = await open()
    const count = () =>
      db.engine.transact('scope', [key], ([text = '0']) => ({
        changes: [{ key, text: String(Number(text) + 1) }],
        result: undefined,
      }))
    await count()
    for (let turn = 0; turn < 3; turn += 1) await setImmediate()
    const before = await scriptsRun()
    await count()
    expect((await scriptsRun()) - before).toBe(2)
  })

  test('a transaction decides on what another process has changed meanwhile', async () => {
    await using db = await open()
    const other = await engineAt(server.url)
    await other.open()
    const add = (engine: RecordEngine, letter: string) =>
      engine.transact('scope', [key], ([text = '']) => {
        if (text.endsWith('!')) throw new Error(`${text} is whole`)
        return { changes: [{ key, text: text + letter }], result: text }
      })
    await add(db.engine, 'a')
    await add(other, 'b')
    const before = await scriptsRun()
    // Any answer will do.
    await db.engine.read([key])
    expect(await add(db.engine, 'c')).toBe('ab')
    // It was told with the refusal what the record is.
    expect((await scriptsRun()) - before).toBe(3)
    await add(other, '!')
    await db.engine.now()
    await expect(add(db.engine, 'd')).rejects.toThrow('abc! is whole')
    await other.write([{ key, remove: true }])
    await db.engine.now()
    expect(await add(db.engine, 'e')).toBe('')
    expect(await db.engine.read([key])).toEqual(['e'])
    await other.close()
  })

  test('what a transaction finds without changing it is what it is now', async () => {
    await using db = await open()
    const other = await engineAt(server.url)
    await other.open()
    const look = () => db.engine.transact('scope', [key], ([text]) => ({ changes: [], result: text }))
    await db.engine.transact('scope', [key], () => ({ changes: [{ key, text: 'old' }], result: undefined }))
    await other.write([{ key, text: 'new' }])
    expect(await look()).toBe('new')
    await other.close()
  })

  test('takes another connection when its own was closed, and sends its scripts again when they were forgotten', async () => {
    await using db = await open()
    const warnings: string[] = []
    const engine = await engineAt(server.url, (message) => warnings.push(message))
    await engine.open()
    await engine.write([{ key, text: 'old' }])
    await server.send('CLIENT', 'KILL', 'TYPE', 'normal')
    await server.send('SCRIPT', 'FLUSH')
    await until(() => warnings.length > 0)
    expect(warnings).toEqual([expect.stringContaining('A connection to the database was lost')])
    await engine.write([{ key, text: 'kept' }])
    expect(await db.engine.read([key])).toEqual(['kept'])
    await engine.close()
  })

  test.each([
    { words: 'EVALSHA', arrives: true, outcome: 'unchanged', stored: 'old' },
    { words: '+ old', arrives: false, outcome: 'unknown', stored: 'old' },
    { words: '+ old', arrives: true, outcome: 'unknown', stored: 'new' },
  ])(
    'cut off at $words, a change is $outcome, and $stored is stored',
    async ({ words, arrives, outcome, stored }) => {
      await using db = await open()
      await db.engine.write([{ key, text: 'old' }])
      await using proxy = await startCuttingProxy(server.port)
      const engine = await engineAt(`redis://127.0.0.1:${proxy.port}`)
      await engine.open()
      proxy.cutAt(words, arrives)
      const changing = engine.transact('scope', [key], () => ({
        changes: [{ key, text: 'new' }],
        result: undefined,
      }))
      await expect(changing).rejects.toMatchObject({ name: 'StorageError', outcome })
      expect(await engine.read([key])).toEqual([stored])
      await engine.close()
    },
  )

  test('is not ready while its memory is full, and refuses what would be written; what is there can be read', async () => {
    await using directory = await temporaryDirectory()
    await using db = await open()
    await db.engine.write([{ key, text: 'kept' }])
    const store = await openStore(server.url, { keyFile: join(directory.path, 'a.keys') })
    const notes = store.collection({ name: 'other', schema: z.string() })
    expect(await store.isWorking()).toBe(true)
    await whileSetting('maxmemory', '1', async () => {
      await expect(notes.set('a', 'new')).rejects.toMatchObject({
        name: 'StorageError',
        outcome: 'unchanged',
      })
      expect(await store.isWorking()).toBe(false)
      expect(await db.engine.read([key])).toEqual(['kept'])
    })
    expect(await store.isWorking()).toBe(true)
    await store.close()
  })

  test('has no removed text in its log once that is rewritten', async () => {
    await using db = await open()
    const [, folder = ''] = z.array(z.string()).parse(await server.send('CONFIG', 'GET', 'dir'))
    const isInLog = () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .some((entry) => readFileSync(join(entry.parentPath, entry.name)).includes('withdrawn'))
    await db.engine.write([{ key, text: 'withdrawn' }])
    await db.engine.write([{ key, remove: true }])
    expect(isInLog()).toBe(true)
    await db.engine.compact()
    expect(isInLog()).toBe(false)
  })
})
