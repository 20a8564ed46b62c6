import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { web } from '../../adapters/web/index.ts'
import { openInProcess } from '../contracts/in-process.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { ask, enter, hello, openWeb, secret } from './open-web.ts'

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

  test('its script and its style are served, and no other font than its own', async () => {
    await using playground = await openWeb()
    for (const path of ['/app.js', '/app.css']) expect((await playground.get(path)).status).toBe(200)
    expect((await playground.get('/fonts/other.woff2')).status).toBe(404)
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
})

describe('the names it goes by', () => {
  const outside = { PUBLIC_URL: 'https://grid.example', WEB_SECRET: secret }
  const statusOf = async (address: string, host: string, headers = {}) =>
    (await ask(`${address}/login`, { host, ...headers })).status

  test.each([{}, { WEB_SECRET: secret }, outside])(
    'on this machine are those of this machine: %o',
    async (env) => {
      await using playground = await openWeb(env)
      for (const host of ['localhost:3000', 'LOCALHOST', '127.0.0.1', '[::1]:3000'])
        expect(await statusOf(playground.address, host), host).toBe(200)
      for (const host of ['elsewhere.example', 'localhost.elsewhere.example', '127.0.0.1.nip.example'])
        expect(await statusOf(playground.address, host), host).toBe(421)
    },
  )

  test('from outside are those of PUBLIC_URL', async () => {
    await using playground = await openWeb(outside)
    for (const host of ['grid.example', 'Grid.Example', 'grid.example:443'])
      expect(await statusOf(playground.address, host), host).toBe(200)
    for (const host of ['grid.example:8443', 'a.grid.example', 'grid.example.'])
      expect(await statusOf(playground.address, host), host).toBe(421)
  })

  test('on this machine are not those of others, whom a trusted proxy lets in', async () => {
    await using playground = await openWeb({ ...outside, TRUST_PROXY: 'true' })
    const { address } = playground
    const forwarded = (from: string) => ({ 'x-forwarded-for': from })
    expect(await statusOf(address, 'localhost', forwarded('203.0.113.7'))).toBe(421)
    // Only the last address is the proxy's word; whatever stands before it came with the request.
    expect(await statusOf(address, 'localhost', forwarded('127.0.0.1, 203.0.113.7'))).toBe(421)
    expect(await statusOf(address, 'grid.example', forwarded('203.0.113.7'))).toBe(200)
    expect(await statusOf(address, 'localhost', forwarded('127.0.0.1'))).toBe(200)
    expect(await statusOf(address, 'localhost')).toBe(200)
  })
})

test('whoever lets others connect by no name is told', async () => {
  await using directory = await temporaryDirectory()
  const open = async (env: NodeJS.ProcessEnv) => {
    const file = join(directory.path, 'door.db')
    const running = await openInProcess(web, file, { HOST: '0.0.0.0', WEB_SECRET: secret, ...env })
    await running.end('SIGTERM')
    return running.log.join('\n')
  }
  expect(await open({})).toContain('PUBLIC_URL')
  expect(await open({ PUBLIC_URL: 'https://grid.example' })).not.toContain('PUBLIC_URL')
})

describe('behind a secret', () => {
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
    expect(await (await playground.get('/login?wrong')).text()).toContain('That secret is wrong')
  })

  test.each([
    ['a form without its boundary', { 'content-type': 'multipart/form-data' }, 'nothing'],
    ['a form that ends early', { 'content-type': 'multipart/form-data; boundary=x' }, '--x\r\nContent-'],
    ['JSON', { 'content-type': 'application/json' }, JSON.stringify({ secret })],
    ['nothing', { 'content-type': 'application/x-www-form-urlencoded' }, ''],
  ])('%s is a wrong secret, not a fault', async (_, headers, body) => {
    await using playground = await openWeb({ WEB_SECRET: secret })
    expect((await playground.post('/login', body, headers)).headers.get('location')).toBe('/login?wrong')
  })
})
