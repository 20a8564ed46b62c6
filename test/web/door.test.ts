import { describe, expect, test } from 'vitest'
import { readSettings } from '../../adapters/web/settings.ts'
import { openWeb, statusFor } from './open-web.ts'

const secret = 'a-secret-for-this-test'
const hello = { person: 'web:ada', channel: 'general', text: 'Hello' }

describe('what the page may do', () => {
  test.each(['/', '/p/p_unknown', '/login'])('%s runs nothing that is not ours', async (path) => {
    await using playground = await openWeb()
    const { headers } = await playground.get(path)
    const policy = headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("style-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('its script, its style and its fonts are served', async () => {
    await using playground = await openWeb()
    for (const path of ['/app.js', '/app.css', '/fonts/inter-400.ttf', '/fonts/inter-600.ttf'])
      expect((await playground.get(path)).status).toBe(200)
    expect((await playground.get('/fonts/other.ttf')).status).toBe(404)
  })
})

describe('requests from elsewhere', () => {
  test.each([
    ['another origin', { origin: 'https://elsewhere.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }],
  ])('nothing is posted from %s', async (_, headers) => {
    await using playground = await openWeb()
    expect((await playground.post('/api/call', hello, headers)).status).toBe(403)
    expect(await playground.as('Ada', 'general').sees()).toEqual([])
  })

  test('a form of another kind is refused', async () => {
    await using playground = await openWeb()
    const { status } = await playground.post('/api/call', JSON.stringify(hello), {
      'content-type': 'text/plain',
    })
    expect(status).toBe(415)
  })

  test('another name for this machine is refused', async () => {
    await using playground = await openWeb()
    expect(await statusFor(playground.address, '/api/state', 'elsewhere.example')).toBe(421)
    expect(await statusFor(playground.address, '/api/state', 'localhost:3000')).toBe(200)
  })

  test('the name that people reach it by is known', async () => {
    await using playground = await openWeb({ PUBLIC_URL: 'https://grid.example' })
    expect(await statusFor(playground.address, '/api/state', 'grid.example')).toBe(200)
  })
})

describe('off this machine', () => {
  test('it does not start without a secret, and says what to set', () => {
    expect(() => readSettings({ HOST: '0.0.0.0' })).toThrow('WEB_SECRET')
    expect(readSettings({ HOST: '0.0.0.0', WEB_SECRET: secret })).toMatchObject({ HOST: '0.0.0.0' })
  })

  test('a short secret is refused without being repeated', () => {
    expect(() => readSettings({ WEB_SECRET: 'short-secret' })).toThrow('WEB_SECRET: expected at least 16')
    expect(() => readSettings({ WEB_SECRET: 'short-secret' })).not.toThrow('short-secret')
  })
})

describe('behind a secret', () => {
  async function enter(playground: Awaited<ReturnType<typeof openWeb>>, given: string) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return playground.post('/login', new URLSearchParams({ secret: given }).toString(), headers)
  }

  test('nobody reads or posts without it', async () => {
    await using playground = await openWeb({ WEB_SECRET: secret })
    expect((await playground.get('/')).headers.get('location')).toBe('/login')
    expect((await playground.get('/api/state')).status).toBe(401)
    expect((await playground.post('/api/call', hello)).status).toBe(401)
    expect((await playground.get('/api/state', { cookie: `cruxgrid=${secret}` })).status).toBe(401)
  })

  test('a wrong secret lets nobody in', async () => {
    await using playground = await openWeb({ WEB_SECRET: secret })
    const response = await enter(playground, 'another-secret-than-this')
    expect(response.headers.get('location')).toBe('/login?wrong')
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(await (await playground.get('/login?wrong')).text()).toContain('That was not the secret')
  })

  test('it opens the door, with a cookie that scripts and other sites never see', async () => {
    await using playground = await openWeb({ WEB_SECRET: secret, PUBLIC_URL: 'https://grid.example' })
    const cookie = (await enter(playground, secret)).headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    expect(cookie).toMatch(/Secure/)
    expect(cookie).not.toContain(secret)
    expect((await playground.get('/api/state', { cookie: cookie.split(';', 1)[0] ?? '' })).status).toBe(200)
  })

  test('who guesses has to wait', async () => {
    await using playground = await openWeb({ WEB_SECRET: secret })
    const statuses = await Promise.all(
      Array.from({ length: 12 }, async (_, at) => (await enter(playground, `guess number ${at}`)).status),
    )
    expect(statuses).toContain(429)
    // Not so whoever knows it.
    expect((await enter(playground, secret)).headers.get('location')).toBe('/')
  })
})
