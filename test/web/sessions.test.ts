import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { createSessions } from '../../adapters/web/sessions.ts'
import { createFakeClock } from '../fake-clock.ts'
import { temporaryStore } from '../store/stored.ts'
import { until } from '../until.ts'
import { enter, hello, openWeb, secret } from './open-web.ts'

type Playground = Awaited<ReturnType<typeof openWeb>>

const dayMs = 86_400_000
const start = '2026-11-05T10:00:00Z'
const env = { WEB_SECRET: secret }

/** The header that the browser sends from now on. */
async function cookieOf(entered: Promise<Response>): Promise<string> {
  const { headers } = await entered
  expect(headers.get('location')).toBe('/')
  return (headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
}

const logIn = (playground: Playground) => cookieOf(enter(playground, secret))
const statusWith = async ({ get }: Playground, cookie: string) => (await get('/api/state', { cookie })).status

/** Everything in the database that speaks of sessions. */
function storedSessions(file: string): readonly { readonly key: string; readonly text: string }[] {
  const db = new DatabaseSync(file, { readOnly: true })
  const rows = db.prepare("select k, v from record where ns like 'web-session%'").all()
  db.close()
  return rows.map(({ k, v }) => ({ key: String(k), text: String(v) }))
}

describe('a session', () => {
  test('is a cookie that scripts and other sites never see, in one host alone', async () => {
    await using playground = await openWeb({ ...env, PUBLIC_URL: 'https://grid.example' })
    const header = (await enter(playground, secret)).headers.get('set-cookie') ?? ''
    const [cookie = '', ...attributes] = header.split('; ')
    expect(cookie).toMatch(/^__Host-cruxgrid=[\w-]{43}$/)
    expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']))
    expect(header).not.toMatch(/domain/i)
    expect(await statusWith(playground, cookie)).toBe(200)
  })

  test('has another name where https is off, since browsers would refuse the first', async () => {
    for (const more of [{}, { PUBLIC_URL: 'http://grid.example', INSECURE_HTTP: 'yes' }]) {
      await using playground = await openWeb({ ...env, ...more })
      const header = (await enter(playground, secret)).headers.get('set-cookie') ?? ''
      expect(header).toMatch(/^cruxgrid=[\w-]{43};/)
      expect(header).toMatch(/HttpOnly/)
      expect(header).toMatch(/SameSite=Strict/)
      expect(header).not.toMatch(/Secure/)
    }
  })

  test('is another one at each login, and none can be computed from the secret', async () => {
    await using playground = await openWeb(env)
    const [one, other] = [await logIn(playground), await logIn(playground)]
    expect(one).not.toBe(other)
    await using elsewhere = await openWeb(env)
    expect(await statusWith(elsewhere, one)).toBe(401)
  })

  test('is not in the database, only what recognises it', async () => {
    await using playground = await openWeb(env)
    const token = (await logIn(playground)).replace(/^.*=/, '')
    const stored = storedSessions(playground.database)
    expect(stored).toHaveLength(1)
    for (const secretText of [token, Buffer.from(token, 'base64url').toString('hex'), secret])
      expect(JSON.stringify(stored)).not.toContain(secretText)
  })

  test('is over after 7 days without use', async () => {
    const clock = createFakeClock(start)
    await using playground = await openWeb(env, clock)
    const cookie = await logIn(playground)
    for (let day = 0; day < 4; day++) {
      clock.advance(6.5 * dayMs)
      expect(await statusWith(playground, cookie), `after ${day + 1} times 6.5 days`).toBe(200)
    }
    const other = await logIn(playground)
    clock.advance(7 * dayMs)
    expect(await statusWith(playground, other)).toBe(401)
    expect(await statusWith(playground, other)).toBe(401)
  })

  test('is over after 30 days however much it is used', async () => {
    const clock = createFakeClock(start)
    await using playground = await openWeb(env, clock)
    const cookie = await logIn(playground)
    for (let day = 1; day < 30; day++) {
      clock.advance(dayMs)
      expect(await statusWith(playground, cookie), `day ${day}`).toBe(200)
    }
    clock.advance(dayMs)
    expect(await statusWith(playground, cookie)).toBe(401)
  })

  test('outlives a restart, and ends when the secret changes', async () => {
    await using first = await openWeb(env)
    const cookie = await logIn(first)
    await using same = await openWeb(env, undefined, first.store)
    expect(await statusWith(same, cookie)).toBe(200)
    await using changed = await openWeb({ WEB_SECRET: `another ${secret}` }, undefined, first.store)
    expect(await statusWith(changed, cookie)).toBe(401)
  })

  test('is one of 200: the oldest go', async () => {
    const clock = createFakeClock(start)
    await using playground = await openWeb(env, clock)
    const cookies: string[] = []
    for (let i = 0; i < 202; i++) {
      clock.advance(1000)
      cookies.push(await logIn(playground))
    }
    expect(storedSessions(playground.database)).toHaveLength(200)
    const [first = '', second = '', third = ''] = cookies
    expect(await statusWith(playground, first)).toBe(401)
    expect(await statusWith(playground, second)).toBe(401)
    expect(await statusWith(playground, third)).toBe(200)
    expect(await statusWith(playground, cookies.at(-1) ?? '')).toBe(200)
  })

  test.each(['', 'x', 'x'.repeat(43), `${'x'.repeat(42)}%00`, '%ff', 'x'.repeat(4000)])(
    'is not %j',
    async (token) => {
      await using playground = await openWeb(env)
      await logIn(playground)
      expect(await statusWith(playground, `cruxgrid=${token}`)).toBe(401)
    },
  )
})

describe('logging out', () => {
  test('ends that session alone, wherever its cookie is by now', async () => {
    await using playground = await openWeb(env)
    const [here, elsewhere] = [await logIn(playground), await logIn(playground)]
    const left = await playground.post('/logout', '', { cookie: here })
    expect(left.headers.get('location')).toBe('/login')
    expect(left.headers.get('set-cookie')).toMatch(/^cruxgrid=;.*Max-Age=0/)
    expect(await statusWith(playground, here)).toBe(401)
    expect(await statusWith(playground, elsewhere)).toBe(200)
  })

  test('everywhere ends all of them', async () => {
    await using playground = await openWeb(env)
    const [here, elsewhere] = [await logIn(playground), await logIn(playground)]
    await playground.post('/logout?all', '', { cookie: here })
    for (const cookie of [here, elsewhere]) expect(await statusWith(playground, cookie)).toBe(401)
    expect(storedSessions(playground.database)).toEqual([])
  })

  test('is done by nobody outside', async () => {
    await using playground = await openWeb(env)
    const cookie = await logIn(playground)
    await playground.post('/logout?all', '')
    await playground.post('/logout?all', '', { cookie, origin: 'https://elsewhere.example' })
    await playground.get('/logout?all', { cookie })
    expect(await statusWith(playground, cookie)).toBe(200)
  })

  test('leaves nothing in the browser that its next user could go back to', async () => {
    await using playground = await openWeb(env)
    const cookie = await logIn(playground)
    for (const path of ['/', '/api/state?person=web:ada', '/api/messages?person=web:ada&channel=general'])
      expect((await playground.get(path, { cookie })).headers.get('cache-control'), path).toBe('no-store')
  })

  test('nothing more is pushed to a page that is still open', async () => {
    await using playground = await openWeb(env)
    const [here, elsewhere] = [await logIn(playground), await logIn(playground)]
    await using left = await playground.as('Ben').listen({ cookie: here })
    await using open = await playground.as('Ben').listen({ cookie: elsewhere })
    await playground.post('/logout', '', { cookie: here })
    await playground.post('/api/call', { ...hello, text: 'After' }, { cookie: elsewhere })
    await until(() => open.heard.some(({ data }) => data.includes('After')))
    await left.ended
    expect(left.heard.some(({ data }) => data.includes('After'))).toBe(false)
  })
})

describe('at the same time', () => {
  /** Over HTTP the steps of two requests seldom mix in one process; here they always do. */
  async function open() {
    const clock = createFakeClock(start)
    const temporary = await temporaryStore()
    return {
      clock,
      path: temporary.path,
      sessions: createSessions(temporary.store, secret, clock.now),
      [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
    }
  }

  test.each(['end', 'endAll'] as const)('a use does not undo a logout: %s', async (leave) => {
    await using door = await open()
    const token = await door.sessions.open()
    door.clock.advance(dayMs)
    await Promise.all([door.sessions.use(token), door.sessions[leave](token), door.sessions.use(token)])
    expect(await door.sessions.isOpen(token)).toBe(false)
  })

  test('there are 200 at most, the newest among them', async () => {
    await using door = await open()
    for (let i = 0; i < 195; i++) await door.sessions.open()
    door.clock.advance(1000)
    const tokens = await Promise.all(Array.from({ length: 20 }, () => door.sessions.open()))
    expect(storedSessions(door.path)).toHaveLength(200)
    for (const token of tokens) expect(await door.sessions.isOpen(token)).toBe(true)
  })
})
