import { describe, expect, test } from 'vitest'
import { createMetricsRoute } from '../../adapters/metrics-route.ts'
import { createServer } from '../../adapters/server.ts'
import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { openWeb } from './open-web.ts'

const log = createLog('silent', false)
const metrics = createMetrics()
const says = (path: string, words: string) => ({ path, respond: async () => new Response(words) })

async function serve(mounts: Parameters<typeof createServer>[0]['mounts'], isReady = true) {
  const server = await createServer({
    host: '127.0.0.1',
    port: 0,
    mounts,
    isReady: async () => isReady,
    metrics: createMetricsRoute(metrics, undefined),
    log,
  })
  return { ...server, [Symbol.asyncDispose]: server.close }
}

describe('the web server', () => {
  test('it lives whether or not it is ready', async () => {
    await using ready = await serve([])
    await using starting = await serve([], false)
    expect((await fetch(`${starting.address}/healthz`)).status).toBe(200)
    expect((await fetch(`${ready.address}/readyz`)).status).toBe(200)
    expect((await fetch(`${starting.address}/readyz`)).status).toBe(503)
  })

  test('the longest path that fits answers', async () => {
    await using server = await serve([says('/', 'all'), says('/slack/', 'slack')])
    expect(await (await fetch(`${server.address}/slack/events`)).text()).toBe('slack')
    expect(await (await fetch(`${server.address}/slackers`)).text()).toBe('all')
  })

  test('too much at once is refused', async () => {
    await using server = await serve([says('/', 'read')])
    const send = (size: number) => fetch(server.address, { method: 'POST', body: 'x'.repeat(size) })
    expect((await send(300 * 1024)).status).toBe(413)
    expect((await send(200 * 1024)).status).toBe(200)
  })

  test('an idle connection is kept longer than by a proxy in front', async () => {
    await using server = await serve([])
    const { headers } = await fetch(`${server.address}/healthz`)
    const [, seconds] = /timeout=(\d+)/.exec(headers.get('keep-alive') ?? '') ?? []
    expect(Number(seconds)).toBeGreaterThan(60)
  })

  test('a fault is answered with a reference and nothing else', async () => {
    const respond = async () => {
      throw new Error('the secret place')
    }
    await using server = await serve([{ path: '/', respond }])
    const response = await fetch(`${server.address}/?what`)
    expect(response.status).toBe(500)
    expect(await response.text()).toMatch(/^Something went wrong on my side\. Code: \w{4}-\w{4}$/)
  })

  test('what is under way when it closes is answered first', async () => {
    const { promise: asked, resolve: arrive } = Promise.withResolvers<void>()
    const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>()
    const respond = async () => {
      arrive()
      await mayAnswer
      return new Response('recorded')
    }
    await using server = await serve([{ path: '/', respond }])
    const response = fetch(server.address)
    await asked
    const closed = server.close()
    answer()
    expect(await (await response).text()).toBe('recorded')
    await closed
  })

  test('it closes at once, also while somebody listens', async () => {
    await using playground = await openWeb()
    await using listener = await playground.as('Ada').listen()
    await playground.close()
    await listener.ended
    await expect(fetch(`${playground.address}/healthz`)).rejects.toThrow()
  })
})
