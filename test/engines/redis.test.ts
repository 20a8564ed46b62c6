import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
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
