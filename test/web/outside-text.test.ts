import { describe, expect, test } from 'vitest'
import type { Member, WebState } from '../../adapters/web/wire.ts'
import { bodyOf, hello, openWeb } from './open-web.ts'

const call = (args: Record<string, string>) => ({ call: { command: 'results', args } })
const long = 'x'.repeat(201)

/** What no database takes as a key, and no platform as a name. */
const unfit = [
  ['half a character', '\ud800'],
  ['NUL', 'a\0b'],
  ['a line break', 'a\nb'],
  ['a control character', 'a\u009fb'],
] as const

describe('text from outside that can’t be a key', () => {
  const keys = [...unfit, ['too long', long]].flatMap(
    ([what, text = '']) =>
      [
        [what, 'thread', { ...hello, thread: text }],
        [what, 'channel', { ...hello, channel: text }],
        [what, 'person', { ...hello, person: text }],
        [what, 'command', { ...hello, text: undefined, call: { command: text, args: {} } }],
        [what, 'name of an argument', { ...hello, text: undefined, ...call({ [text]: 'x' }) }],
      ] as const,
  )

  test.each(keys)('%s as a %s is refused in a sentence', async (what, where, body) => {
    await using playground = await openWeb()
    const response = await playground.post('/api/call', body)
    expect(response.status, `${what} as ${where}`).toBe(400)
    expect(await response.json()).toMatchObject({
      kind: 'refusal',
      happened: expect.stringMatching(/^The page sent something I can't read \(/),
    })
  })

  test.each(['%00', 'a%0Ab', '%C2%9F', long])('%s in an address is refused, too', async (text) => {
    await using playground = await openWeb()
    for (const path of [
      `/api/messages?person=web:ada&channel=general&thread=${text}`,
      `/api/messages?person=${text}&channel=general`,
      `/api/messages?person=web:ada&channel=general&before=${text}`,
      `/api/state?person=${text}`,
      `/api/events?person=${text}`,
      `/api/page/${text}`,
      `/p/${text}`,
    ]) {
      const response = await playground.get(path)
      expect(response.status, path).toBe(400)
      expect(await response.json(), path).toMatchObject({ kind: 'refusal' })
    }
  })

  test.each(['%', '%ff', '%ED%A0%80', '%2e%2e%2f', '__proto__', 'constructor', '%F0%9F%A7%A9'])(
    '%s in an address is never a fault',
    async (text) => {
      await using playground = await openWeb()
      for (const path of [
        `/api/messages?person=web:ada&channel=general&thread=${text}`,
        `/api/messages?person=web:ada&channel=${text}`,
        `/api/messages?person=web:ada&channel=general&before=${text}`,
        `/api/state?person=${text}`,
        `/api/page/${text}`,
        `/p/${text}`,
        `/p/${text}.png`,
        `/fonts/${text}`,
        `/${text}`,
      ])
        expect((await playground.get(path)).status, path).toBeLessThan(500)
    },
  )
})

describe('words from outside', () => {
  test.each([
    ['half a character', '\ud800'],
    ['NUL', 'a\0b'],
    ['an escape character', 'a\u001b[31mb'],
  ])('with %s are refused in a sentence', async (_, text) => {
    await using playground = await openWeb()
    for (const said of [{ text }, { text: `/grid poll ${text}` }]) {
      const response = await playground.post('/api/call', { ...hello, ...said })
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ kind: 'refusal' })
    }
    for (const path of ['/api/call', '/api/suggest']) {
      const more = path === '/api/call' ? call({ poll: text }) : { text: `/grid ${text}` }
      expect((await playground.post(path, { ...hello, text: undefined, ...more })).status, path).toBe(400)
    }
    const news = { person: 'web:ada', read: { [text]: 1 }, otherwise: 0 }
    expect((await playground.post('/api/news', news)).status).toBe(400)
    expect((await playground.post('/api/call', { ...hello, key: text })).status).toBe(400)
    const asText = { ...hello, text: undefined, call: 'results?poll=a%00b' }
    expect((await playground.post('/api/call', asText)).status).toBe(400)
    expect(await playground.as('Ada', 'general').sees()).toEqual([])
  })

  test('of several lines, in any script, are shown as they are', async () => {
    await using playground = await openWeb()
    const text = 'One line\n\tand another: 日本語 עברית 🧩 👩‍🔬'
    await playground.as('Ada').type(text)
    expect(await playground.as('Ben').sees()).toMatchObject([{ text }])
  })
})

describe('names from outside', () => {
  const add = (playground: Awaited<ReturnType<typeof openWeb>>, name: string) =>
    playground.post('/api/people', { name, rank: 'member' })

  test.each([
    ['Zoe\u202e\u2066', 'Zoe'],
    ['\u200fZ\u0000o\u0007e\n', 'Zoe'],
    ['  Zoe\u061c ', 'Zoe'],
    ['Zoe 👩‍🔬', 'Zoe 👩‍🔬'],
  ])('lose what turns or breaks a line: %j', async (name, kept) => {
    await using playground = await openWeb()
    expect(await bodyOf<Member>(add(playground, name))).toMatchObject({ name: kept })
    const { people } = await bodyOf<WebState>(playground.get('/api/state'))
    expect(people.at(-1)?.name).toBe(kept)
  })

  test.each(['\u202e', '\0', ' \n', 'x'.repeat(41), 'Zoe\ud800'])('%j is none', async (name) => {
    await using playground = await openWeb()
    const response = await add(playground, name)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ kind: 'refusal' })
  })

  test('that are in use are not taken again with something that is not seen', async () => {
    await using playground = await openWeb()
    expect(await (await add(playground, 'A\u202dda')).json()).toMatchObject({ kind: 'refusal' })
  })
})

test('a body of more than 256 kB is refused, whether or not it says so', async () => {
  await using playground = await openWeb()
  const body = JSON.stringify({ ...hello, text: 'x'.repeat(257 * 1024) })
  expect((await playground.post('/api/call', body)).status).toBe(413)
  const { status } = await fetch(`${playground.address}/api/call`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: playground.address },
    body: new Blob([body]).stream(),
    duplex: 'half',
  } as RequestInit)
  expect(status).toBe(413)
})
