import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reply } from '../../adapters/web/wire.ts'
import { toPlainText } from '../../src/chat/plain-text.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { seeded } from '../seeded.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { textOf, wordsOfRefusal } from '../view-text.ts'

const here = { person: 'web:ada', channel: 'reading-group' }
/** Stands in everything that is sent, and must stand in no log. */
const marker = 'Zq7Typed'
const seed = randomInt(2 ** 31)
const random = seeded(seed)

const pick = <Value>(values: readonly Value[]): Value => {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new Error('Nothing to pick from')
  return value
}

const nasty = [
  '',
  ' ',
  '0',
  '-1',
  '9',
  'null',
  'true',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "'; drop table record; --",
  '<img src=x onerror=alert(1)>',
  '{{7*7}}',
  '\0',
  '\ud800',
  '‮',
  '😀'.repeat(50),
  'p_0000000000',
  'p_ABCDEFGHIJ',
  'web:ada',
  'x'.repeat(5000),
]
const hostileText = () => `${pick(nasty)}${marker}${pick(nasty)}`

let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let cruxgrid: Cruxgrid
let poll: string

beforeAll(async () => {
  directory = await temporaryDirectory()
  cruxgrid = await startCruxgrid(join(directory.path, 'hostile.db'), { LOG_LEVEL: 'trace' })
  await cruxgrid.say(here, '/grid poll arXiv:2204.05862')
  poll = /p_[a-z0-9]{10}/.exec(await everything())?.[0] ?? ''
  await cruxgrid.call(here, { command: 'vote', args: { poll, answer: '8' } })
  // Its first session is long after the test.
  const from = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10)
  const begun = { command: 'reading begin', args: { rule: `wed 17:00 UTC from ${from}` } }
  expect(await cruxgrid.call(here, begun)).not.toMatchObject({ kind: 'refusal' })
})

afterAll(async () => {
  await cruxgrid.end('SIGTERM')
  await directory[Symbol.asyncDispose]()
})

/** All that can be asked for, without when it was asked for. */
async function everything(): Promise<string> {
  const asked = [
    { command: 'export', args: { paper: 'all', sure: 'yes' } },
    { command: 'reading list', args: {} },
    { command: 'reading schedule', args: {} },
    { command: 'reading facilitators', args: {} },
  ]
  const replies = await Promise.all(asked.map((call) => cruxgrid.call(here, call)))
  return replies
    .map((reply) => (reply.kind === 'shown' ? textOf(reply.view) : ''))
    .join('\n')
    .replace(/"made":"[^"]+"/, '')
}

function expectRefusal(reply: Reply, sent: unknown): void {
  expect.soft(reply.kind, JSON.stringify(sent).slice(0, 300)).toBe('refusal')
  if (reply.kind === 'refusal') {
    expect.soft(toPlainText(reply.happened)).toMatch(/\S+/)
    expect.soft(toPlainText(reply.remedy)).toMatch(/\S+/)
  }
}

describe(`what hostile people send (seed ${seed})`, () => {
  test('300 calls whose arguments don’t fit are refused, and nothing is changed', async () => {
    const before = await everything()
    const calls = [
      () => ({ command: 'vote', args: { poll, answer: hostileText() } }),
      () => ({ command: 'vote', args: { poll: hostileText(), answer: '8' } }),
      () => ({ command: 'cast', args: { poll, approach: hostileText(), case: '1' } }),
      () => ({ command: 'cast', args: { poll, approach: '1', case: '1', confidence: hostileText() } }),
      () => ({ command: 'cast', args: { poll, approach: '1', case: '1', why: marker.repeat(100) } }),
      () => ({ command: 'cast', args: { poll, applications: hostileText() } }),
      () => ({ command: 'amend', args: { poll, title: marker.repeat(70) } }),
      () => ({ command: 'amend', args: { poll, title: 'T', closes: hostileText() } }),
      () => ({ command: 'amend', args: { poll, title: 'T', expect: hostileText() } }),
      () => ({
        command: 'settings-save',
        args: {
          visibility: hostileText(),
          closes: 'never',
          closers: 'everyone',
          zone: 'UTC',
          language: 'en',
        },
      }),
      () => ({
        command: 'settings-save',
        args: {
          visibility: 'names',
          closes: 'never',
          closers: 'everyone',
          zone: hostileText(),
          language: 'en',
        },
      }),
      () => ({ command: 'close', args: { paper: hostileText() } }),
      () => ({ command: 'delete', args: { paper: hostileText(), sure: 'yes' } }),
      () => ({ command: 'delete', args: { paper: poll, sure: hostileText() } }),
      () => ({ command: 'poll', args: { paper: `javascript:alert${hostileText()}` } }),
      () => ({ command: 'poll', args: { paper: '2312.06942', closes: hostileText() } }),
      () => ({ command: 'poll', args: { paper: '2312.06942', expect: hostileText() } }),
      () => ({ command: 'explain', args: { topic: hostileText() } }),
      () => ({ command: 'help', args: { command: hostileText() } }),
      () => ({ command: 'reading add', args: { paper: `javascript:alert${hostileText()}`, why: 'because' } }),
      () => ({ command: 'reading add', args: { paper: '2312.06942', why: 'because', on: hostileText() } }),
      () => ({ command: 'reading add', args: { paper: '2312.06942', why: 'x' } }),
      () => ({ command: 'reading list', args: { vote: hostileText() } }),
      () => ({ command: 'reading list', args: { group: hostileText() } }),
      () => ({ command: 'reading remove', args: { paper: hostileText(), sure: 'yes' } }),
      () => ({ command: 'reading next', args: { do: hostileText() } }),
      () => ({ command: 'reading next', args: { session: hostileText(), do: 'open' } }),
      () => ({ command: 'reading next', args: { session: hostileText(), answer: 'coming' } }),
      () => ({ command: 'reading skip', args: { dates: hostileText() } }),
      () => ({ command: 'reading pause', args: { from: hostileText() } }),
      () => ({ command: 'reading schedule', args: { rule: hostileText() } }),
      () => ({ command: 'reading schedule', args: { steps: hostileText() } }),
      () => ({ command: 'reading schedule', args: { move: '2026-12-02', to: hostileText() } }),
      () => ({ command: 'reading apply', args: { extra: hostileText() } }),
      () => ({ command: 'reading facilitators', args: { away: hostileText() } }),
      () => ({ command: 'reading facilitators', args: { take: hostileText() } }),
      () => ({ command: 'reading note', args: { session: hostileText(), notes: 'x' } }),
      () => ({ command: 'reading history', args: { season: hostileText() } }),
      () => ({ command: hostileText().slice(0, 50), args: {} }),
    ]
    for (let i = 0; i < 300; i++) {
      const call = pick(calls)()
      expectRefusal(await cruxgrid.call(here, call), call)
    }
    expect(await everything()).toBe(before)
  })

  test('a message without a paper in it is asked about in a form or refused, and nothing is changed', async () => {
    const before = await everything()
    const calls = Array.from({ length: 20 }, () => ({ command: 'place', args: { text: hostileText() } }))
    for (const call of [...calls, { command: 'place', args: { text: marker } }]) {
      const { kind } = await cruxgrid.call(here, call)
      expect.soft(['form', 'refusal'], JSON.stringify(call).slice(0, 300)).toContain(kind)
    }
    expect(await everything()).toBe(before)
  })

  test('200 requests of no known shape are refused, and nothing is changed', async () => {
    const before = await everything()
    const bodies = [
      () => marker,
      () => `{"${marker}`,
      () => JSON.stringify(hostileText()),
      () => JSON.stringify([hostileText()]),
      () =>
        JSON.stringify({ person: hostileText(), channel: 'general', call: { command: 'help', args: {} } }),
      () =>
        JSON.stringify({ person: 'web:ada', channel: hostileText(), call: { command: 'help', args: {} } }),
      () => JSON.stringify({ ...here, call: { command: 'help', args: { a: { b: marker } } } }),
      () => JSON.stringify({ ...here, call: { command: 7, args: marker } }),
      () => JSON.stringify({ ...here, call: `${marker} ?` }),
      () => JSON.stringify({ ...here, text: marker.repeat(1000) }),
      () => JSON.stringify({ ...here, person: 'web:nobody', text: `/grid help ${marker}` }),
      () => `{"__proto__":{"person":"web:ada"},"channel":"${marker}"}`,
    ]
    const paths = ['call', 'suggest', 'people', 'channels']
    for (let i = 0; i < 200; i++) {
      const body = pick(bodies)()
      const response = await fetch(`${cruxgrid.address}/api/${pick(paths)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: cruxgrid.address },
        body,
      })
      const text = await response.text()
      const isRefused = response.status >= 400 || text.startsWith('{"kind":"refusal"')
      expect.soft(isRefused, body.slice(0, 200)).toBe(true)
      expect.soft(response.status, body.slice(0, 200)).toBeLessThan(500)
      expect.soft(text).not.toContain(marker)
    }
    expect(await everything()).toBe(before)
  })

  test('nothing that was typed is in the logs', () => {
    expect(cruxgrid.log.filter((line) => line.includes(marker))).toEqual([])
  })
})

describe('records that were damaged', () => {
  test('are refused with a reference, set aside, and don’t keep others from working', async () => {
    const file = join(directory.path, 'hostile.db')
    await cruxgrid.end('SIGTERM')
    const database = new DatabaseSync(file)
    const damaged = ['poll/%', 'ballot/%', 'board/%', 'job/%', 'settings/%', 'web-message/%']
    const texts = [
      `{"value":{"v":1,"${marker}":1}}`,
      marker,
      '',
      '[]',
      `{"value":"${marker}"}`,
      '{"value":null}',
    ]
    for (const [i, like] of damaged.entries())
      database.prepare('update record set v = ? where ns like ?').run(texts[i] ?? '', like)
    database
      .prepare('insert or replace into record(ns, k, v) values (?, ?, ?)')
      .run('settings/web:playground', 'reading-group', marker)
    database.close()

    cruxgrid = await startCruxgrid(file, { LOG_LEVEL: 'trace' })
    const calls: readonly (readonly [command: string, args: Readonly<Record<string, string>>])[] = [
      ['vote', { poll, answer: '1' }],
      ['cast', { poll, approach: '1', case: '1' }],
      ['ballot', { poll }],
      ['more', { poll }],
    ]
    for (const [command, args] of calls) {
      const reply = await cruxgrid.call(here, { command, args })
      expect.soft(reply.kind, command).toBe('refusal')
      if (reply.kind === 'refusal')
        expect.soft(wordsOfRefusal(reply), command).toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}/)
    }
    const general = { ...here, channel: 'general' }
    expect((await cruxgrid.call(general, { command: 'poll', args: { paper: '1906.01820' } })).kind).toBe(
      'posted',
    )
    expect((await fetch(`${cruxgrid.address}/readyz`)).status).toBe(200)
    const query = 'person=web:ada&channel=reading-group'
    expect((await fetch(`${cruxgrid.address}/api/messages?${query}`)).status).toBe(200)
    expect(cruxgrid.log.filter((line) => line.includes(marker))).toEqual([])

    const again = new DatabaseSync(file, { readOnly: true })
    const aside = again.prepare("select count(*) as n from record where ns = 'quarantine'").get()
    again.close()
    expect(aside?.n).toBeGreaterThan(0)
  })
})
