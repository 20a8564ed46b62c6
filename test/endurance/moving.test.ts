import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPostgres, findRedis } from '../engines/find-servers.ts'
import { startPostgres } from '../engines/postgres-server.ts'
import { startRedis } from '../engines/redis-server.ts'
import { fillPolls } from '../moving/fill-polls.ts'
import { directoryOnDisk } from '../store/temporary-directory.ts'

const root = join(import.meta.dirname, '../..')

/** Less than half of what is copied, in MB. */
const smallHeap = ['--max-old-space-size=48']
/** Prints the most memory that the process had, in KB. */
const peak = [
  '--import',
  'data:text/javascript,process.on("exit",()=>console.error("peak "+process.resourceUsage().maxRSS))',
]

interface Options {
  readonly node?: readonly string[]
  readonly database?: string
  /** Kills the command once it has written this. */
  readonly killAt?: string
  /** The largest file that it may write, in KB: more fails, as on a full disk. */
  readonly maxFileKb?: number
}

/** Runs a command of the terminal as a process. */
async function run(
  name: string,
  args: readonly string[],
  { node = [], database, killAt, maxFileKb }: Options = {},
) {
  const command = [process.execPath, ...node, `adapters/cli/${name}.ts`, ...args]
  const limit = maxFileKb === undefined ? '' : `ulimit -f ${maxFileKb}; `
  const child = spawn('bash', ['-c', `${limit}exec "$@"`, 'bash', ...command], {
    cwd: root,
    env: { ...process.env, ...(database !== undefined && { DATABASE_URL: database }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (text) => {
    out += text
  })
  child.stderr.on('data', (text) => {
    err += text
    if (killAt !== undefined && err.includes(killAt)) child.kill('SIGKILL')
  })
  const from = performance.now()
  const [code] = await once(child, 'close')
  const peakMb = Math.round(Number(/peak (\d+)/.exec(err)?.[1]) / 1024)
  return { code, out, err, seconds: (performance.now() - from) / 1000, peakMb }
}

/** SHA-256 of all records in their order, and how many there are. */
function contentOf(file: string) {
  const db = new DatabaseSync(file, { readOnly: true })
  const hash = createHash('sha256')
  let records = 0
  for (const row of db.prepare("select * from record where ns <> 'restored' order by ns, k").iterate()) {
    hash.update(JSON.stringify(row))
    records += 1
  }
  db.close()
  return { records, sha256: hash.digest('hex') }
}

test('a disk that is full while a backup is made or restored is named, and the restore goes on when there is room', async () => {
  await using directory = await directoryOnDisk()
  const path = (name: string) => join(directory.path, name)
  await fillPolls(path('a.db'), 20, 500, 'because of section 3')
  const [a, b] = [`sqlite:${path('a.db')}`, `sqlite:${path('b.db')}`]
  const failed = await run('backup', [path('x.jsonl')], { database: a, maxFileKb: 500 })
  expect(failed.code).toBe(1)
  expect(failed.err).toContain(`I can't write the backup ${path('x.jsonl')} (file too large).`)
  await run('backup', [path('x.jsonl')], { database: a })
  const half = await run('restore', [path('x.jsonl')], { database: b, maxFileKb: 700 })
  expect(half.code).toBe(1)
  expect(half.err).toContain(`I can't write to the database file ${path('b.db')} (`)
  expect(half.err).not.toContain('    at ')
  const back = await run('restore', [path('x.jsonl')], { database: b })
  expect({ code: back.code, out: back.out }).toEqual({
    code: 0,
    out: expect.stringContaining('It went on where it had stopped.'),
  })
  expect(contentOf(path('b.db'))).toEqual(contentOf(path('a.db')))
})

const hasBoth = findPostgres(process.env) !== undefined && findRedis(process.env) !== undefined

describe.skipIf(!hasBoth)('copying much', () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>
  let redis: Awaited<ReturnType<typeof startRedis>>
  beforeAll(async () => {
    postgres = await startPostgres({ isDurable: true })
    redis = await startRedis({ isDurable: true, settings: ['--appendfsync', 'everysec'] })
  })
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]()
    await redis[Symbol.asyncDispose]()
  })

  async function empty(): Promise<void> {
    await postgres.query('drop schema if exists cruxgrid cascade')
    await redis.send('FLUSHALL')
  }

  describe('200,000 records need no more memory than a few pages', () => {
    let directory: Awaited<ReturnType<typeof directoryOnDisk>>
    let before: ReturnType<typeof contentOf>
    const path = (name: string) => join(directory.path, name)
    const sqlite = (name: string) => `sqlite:${path(name)}`
    beforeAll(async () => {
      await empty()
      directory = await directoryOnDisk()
      await fillPolls(path('a.db'), 200, 1000, 'w'.repeat(500))
      before = contentOf(path('a.db'))
    })
    afterAll(() => directory[Symbol.asyncDispose]())

    async function copy(name: string, args: readonly string[], database = sqlite('unused.db')) {
      const { code, out, err } = await run(name, args, { node: smallHeap, database })
      expect({ code, err: err.split('\n').at(-2) }).toEqual({ code: 0, err: 'Verifying: 100%' })
      expect(out).toContain('Every tally matches its votes.')
    }

    test('and are more than twice as large', () =>
      expect(statSync(path('a.db')).size).toBeGreaterThan(120_000_000))
    test('in a backup', () => copy('backup', [path('x.jsonl.zst')], sqlite('a.db')))
    test('in a restore', async () => {
      await copy('restore', [path('x.jsonl.zst')], sqlite('b.db'))
      expect(contentOf(path('b.db'))).toEqual(before)
    })
    test('in a move to PostgreSQL', () => copy('move', [sqlite('a.db'), postgres.url]))
    test('in a move to Redis', () => copy('move', [postgres.url, redis.url]))
    test('in a move back', async () => {
      await copy('move', [redis.url, sqlite('c.db')])
      expect(contentOf(path('c.db'))).toEqual(before)
    })
  })

  test('a copy that is killed goes on where it was, on every engine', async () => {
    await empty()
    await using directory = await directoryOnDisk()
    const path = (name: string) => join(directory.path, name)
    await fillPolls(path('a.db'), 30, 1000, 'because')
    const steps = [
      [`sqlite:${path('a.db')}`, postgres.url],
      [postgres.url, redis.url],
      [redis.url, `sqlite:${path('b.db')}`],
    ] as const
    for (const [from, to] of steps) {
      for (const killAt of ['Copying: 10%', 'Copying: 60%', 'Verifying: 50%']) {
        const { code, out } = await run('move', [from, to], { killAt })
        expect({ code, out }).toEqual({ code: null, out: '' })
      }
      const { code, out } = await run('move', [from, to])
      expect(code).toBe(0)
      expect(out).toContain('It went on where it had stopped.')
      expect(out).toContain('Every tally matches its votes.')
    }
    expect(contentOf(path('b.db'))).toEqual(contentOf(path('a.db')))

    await run('backup', [path('x.jsonl')], { database: `sqlite:${path('a.db')}`, killAt: 'Copying: 50%' })
    const made = await run('backup', [path('x.jsonl')], { database: `sqlite:${path('a.db')}` })
    expect(made.code).toBe(0)
    await run('restore', [path('x.jsonl')], { database: `sqlite:${path('c.db')}`, killAt: 'Copying: 50%' })
    const back = await run('restore', [path('x.jsonl')], { database: `sqlite:${path('c.db')}` })
    expect(back.out).toContain('It went on where it had stopped.')
    expect(contentOf(path('c.db'))).toEqual(contentOf(path('a.db')))
  })

  describe('1,000,000 ballots from SQLite to PostgreSQL to Redis to SQLite', () => {
    let directory: Awaited<ReturnType<typeof directoryOnDisk>>
    let before: ReturnType<typeof contentOf>
    const path = (name: string) => join(directory.path, name)
    const sqlite = (name: string) => `sqlite:${path(name)}`
    beforeAll(async () => {
      await empty()
      directory = await directoryOnDisk()
      await fillPolls(path('a.db'), 1000, 1000, 'Because of section 3.')
      before = contentOf(path('a.db'))
    })
    afterAll(() => directory[Symbol.asyncDispose]())

    async function copy(label: string, name: string, args: readonly string[], database = sqlite('a.db')) {
      const { code, out, err, seconds, peakMb } = await run(name, args, { node: peak, database })
      expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' })
      expect(out).toContain('Every tally matches its votes.')
      expect(peakMb).toBeGreaterThan(0)
      console.log(`${label}: ${before.records} records in ${seconds.toFixed(1)} s, at most ${peakMb} MB`)
    }

    test('to PostgreSQL', () => copy('SQLite to PostgreSQL', 'move', [sqlite('a.db'), postgres.url]))
    test('to Redis', () => copy('PostgreSQL to Redis', 'move', [postgres.url, redis.url]))
    test('to SQLite', async () => {
      await copy('Redis to SQLite', 'move', [redis.url, sqlite('b.db')])
      expect(contentOf(path('b.db'))).toEqual(before)
    })
    test('and a backup', () => copy('backup of SQLite, zstd', 'backup', [path('x.jsonl.zst')]))
    test('and its restore', async () => {
      await copy('restore to SQLite', 'restore', [path('x.jsonl.zst')], sqlite('c.db'))
      expect(contentOf(path('c.db'))).toEqual(before)
    })
  })
})
