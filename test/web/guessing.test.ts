import { describe, expect, test } from 'vitest'
import { createFakeClock } from '../fake-clock.ts'
import { until } from '../until.ts'
import { ask, formWith, openWeb, secret } from './open-web.ts'

const minuteMs = 60_000
const outside = { WEB_SECRET: secret, PUBLIC_URL: 'https://grid.example' }

/** A playground behind a proxy, and a clock that stands still and knows who waits. */
async function withClock(env: NodeJS.ProcessEnv = { TRUST_PROXY: 'true' }) {
  const fake = createFakeClock('2026-11-05T10:00:00Z')
  const waits: number[] = []
  const clock = {
    ...fake,
    pause(ms: number, signal?: AbortSignal) {
      waits.push(ms)
      return fake.pause(ms, signal)
    },
  }
  const playground = await openWeb({ ...outside, ...env }, clock)
  const enter = (given: string, address: string) =>
    ask(
      `${playground.address}/login`,
      {
        host: 'grid.example',
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': address,
      },
      formWith(given),
    )
  /** Sends a secret; `status` is there once it is answered. */
  function send(given: string, address: string) {
    const sent: { status?: number | undefined; location?: string | undefined; answer: Promise<unknown> } = {
      answer: enter(given, address).then(({ status, headers }) => {
        sent.status = status
        sent.location = headers.location
      }),
    }
    return sent
  }
  return {
    playground,
    waits,
    advance: fake.advance,
    send,
    enter,
    guess: (address: string) => send('not the secret', address),
    /** The right secret opens, whatever else is under way: what came before it has been read by then. */
    async opens(address: string): Promise<boolean> {
      const sent = send(secret, address)
      await sent.answer
      return sent.location === '/'
    },
    /** Guesses so often, one after the other. */
    async guessTimes(count: number, address: string): Promise<void> {
      for (let i = 0; i < count; i++) {
        const sent = send('not the secret', address)
        const before = waits.length
        await until(() => waits.length > before || sent.status !== undefined)
        fake.advance(1000)
        await sent.answer
      }
    },
    [Symbol.asyncDispose]: () => playground[Symbol.asyncDispose](),
  }
}

describe('who guesses', () => {
  test('waits a second for the answer', async () => {
    await using door = await withClock()
    const wrong = door.guess('203.0.113.1')
    await until(() => door.waits.length === 1)
    door.advance(999)
    expect(await door.opens('203.0.113.1')).toBe(true)
    expect(wrong.status).toBeUndefined()
    door.advance(1)
    await wrong.answer
    expect(wrong).toMatchObject({ status: 303, location: '/login?wrong' })
  })

  test('is answered one guess at a time, and holds up no other address', async () => {
    await using door = await withClock()
    const guesses = [door.guess('203.0.113.1'), door.guess('203.0.113.1'), door.guess('203.0.113.1')]
    await until(() => door.waits.length === 1)
    const other = door.guess('203.0.113.2')
    await until(() => door.waits.length === 2)
    for (const answered of [1, 2, 3]) {
      door.advance(1000)
      await until(() => guesses.filter(({ status }) => status !== undefined).length >= answered)
      if (answered < 3) await until(() => door.waits.length === 2 + answered)
      expect(guesses.filter(({ status }) => status !== undefined)).toHaveLength(answered)
    }
    await other.answer
    expect(other.status).toBe(303)
  })

  test('is refused after 10 guesses in 10 minutes, at once and with what to do', async () => {
    await using door = await withClock()
    await door.guessTimes(10, '203.0.113.1')
    const refused = await door.enter('not the secret', '203.0.113.1')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBe(590)
    expect(refused.text).toContain('The right secret still works.')
    door.advance(9 * minuteMs + 50_000)
    const oneMore = door.guess('203.0.113.1')
    await until(() => door.waits.length === 11)
    expect((await door.enter('not the secret', '203.0.113.1')).status).toBe(429)
    door.advance(1000)
    await oneMore.answer
    expect(oneMore.status).toBe(303)
  })

  test('all at once, has ten answers and no more', async () => {
    await using door = await withClock()
    const guesses = Array.from({ length: 25 }, () => door.guess('203.0.113.1'))
    await until(() => guesses.filter(({ status }) => status === 429).length === 15)
    for (let second = 1; second <= 10; second++) {
      await until(() => door.waits.length === second)
      door.advance(1000)
    }
    await Promise.all(guesses.map(({ answer }) => answer))
    expect(guesses.filter(({ status }) => status === 303)).toHaveLength(10)
  })

  test.each([
    ['of the same address', ['203.0.113.9', '203.0.113.9']],
    ['of one IPv6 network', ['2001:db8:0:1::1', '2001:db8:0:1:ffff::2']],
    ['of an IPv4 address in IPv6', ['203.0.113.9', '::ffff:203.0.113.9']],
    ['with a port', ['203.0.113.9:1000', '203.0.113.9:2000']],
    [
      'of one proxy, whatever came with the request',
      ['198.51.100.1, 203.0.113.9', '198.51.100.2, 203.0.113.9'],
    ],
    ['of no address at all', ['unknown', '']],
  ])('is known again: %s', async (_, [first = '', second = '']) => {
    await using door = await withClock()
    await door.guessTimes(10, first)
    expect((await door.enter('not the secret', second)).status).toBe(429)
  })

  test('is not somebody else, nor in another IPv6 network', async () => {
    await using door = await withClock()
    await door.guessTimes(10, '2001:db8:0:1::1')
    for (const address of ['2001:db8:0:2::1', '203.0.113.1']) {
      const sent = door.guess(address)
      const before = door.waits.length
      await until(() => door.waits.length > before || sent.status !== undefined)
      door.advance(1000)
      await sent.answer
      expect(sent.status, address).toBe(303)
    }
  })

  test('without a proxy that is trusted, does not become another by saying so', async () => {
    await using door = await withClock({})
    for (let i = 0; i < 10; i++) await door.guessTimes(1, `203.0.113.${i}`)
    expect((await door.enter('not the secret', '203.0.113.200')).status).toBe(429)
  })

  test('holds up nobody who stops the server', async () => {
    await using door = await withClock()
    const guesses = Array.from({ length: 5 }, () => door.guess('203.0.113.1'))
    await until(() => door.waits.length === 1)
    await door.opens('203.0.113.1')
    await door.playground.close()
    await Promise.allSettled(guesses.map(({ answer }) => answer))
  })
})

describe('who knows the secret', () => {
  test('is let in from any address at any time, also that of somebody who guesses', async () => {
    await using door = await withClock()
    const guesses = Array.from({ length: 40 }, (_, i) => door.guess(`203.0.113.${i % 2}`))
    await until(() => guesses.filter(({ status }) => status === 429).length === 20)
    for (const address of ['203.0.113.0', '203.0.113.1', '203.0.113.2'])
      expect(await door.opens(address), address).toBe(true)
    expect(guesses.filter(({ status }) => status === 303)).toEqual([])
    while (guesses.some(({ status }) => status === undefined)) {
      door.advance(1000)
      await door.opens('203.0.113.2')
    }
  })
})
