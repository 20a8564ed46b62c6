import { expect, test } from 'vitest'
import { playgroundSpace, webMessages } from '../../adapters/web/message-store.ts'
import type { WebMessage, WebState } from '../../adapters/web/wire.ts'
import { PersonId } from '../../src/chat/caller.ts'
import { until } from '../until.ts'
import { bodyOf, enter, openWeb, secret } from '../web/open-web.ts'

type Playground = Awaited<ReturnType<typeof openWeb>>

const full = {
  kind: 'refusal',
  happened: 'Too many pages are open.',
  remedy: 'Close some of them, then reload this one.',
}

/** Opens event streams until the test ends. */
function createPages({ address }: Playground) {
  // A response that nobody holds is collected, and its stream with it.
  const open: { readonly page: AbortController; readonly response: Response }[] = []
  return {
    /** @returns the status of each. */
    async open(person: string, times: number, headers: Record<string, string> = {}) {
      const statuses: number[] = []
      for (let i = 0; i < times; i++) {
        const page = new AbortController()
        const url = `${address}/api/events?person=web:${person}`
        const response = await fetch(url, { headers, signal: page.signal })
        statuses.push(response.status)
        if (response.status === 200) open.push({ page, response })
        else expect(await response.json()).toMatchObject(full)
      }
      return statuses
    },
    closeFirst: () => open.shift()?.page.abort(),
    [Symbol.dispose]() {
      for (const { page } of open) page.abort()
    },
  }
}

const all = (times: number) => Array.from({ length: times }, () => 200)

test('a person has twenty event streams, and one more once another has ended', async () => {
  await using playground = await openWeb()
  using pages = createPages(playground)
  expect(await pages.open('ada', 21)).toEqual([...all(20), 503])
  expect(await pages.open('ben', 1)).toEqual([200])
  pages.closeFirst()
  await until(async () => (await pages.open('ada', 1))[0] === 200)
  expect(await pages.open('ada', 1)).toEqual([503])
})

test('a session has ten, whoever speaks', async () => {
  await using playground = await openWeb({ WEB_SECRET: secret })
  using pages = createPages(playground)
  const logIn = async () => ({
    cookie: (await enter(playground, secret)).headers.get('set-cookie')?.split(';', 1)[0] ?? '',
  })
  const [first, second] = [await logIn(), await logIn()]
  expect(await pages.open('ada', 5, first)).toEqual(all(5))
  expect(await pages.open('ben', 6, first)).toEqual([...all(5), 503])
  expect(await pages.open('ben', 1, second)).toEqual([200])
})

test('a process has five hundred', async () => {
  await using playground = await openWeb()
  using pages = createPages(playground)
  for (let i = 0; i < 25; i++) expect(await pages.open(`reader-${i}`, 20)).toEqual(all(20))
  expect(await pages.open('ada', 1)).toEqual([503])
})

test('two hundred people and a hundred channels are in the playground, and the next is refused', async () => {
  await using playground = await openWeb()
  const state = () => bodyOf<WebState>(playground.get('/api/state?person=web:ada'))
  const { people, channels } = await state()
  const add = (path: string, body: object) => bodyOf<object>(playground.post(path, body))
  for (let i = people.length; i < 200; i++)
    expect(await add('/api/people', { name: `Reader ${i}`, rank: 'member' })).toMatchObject({
      rank: 'member',
    })
  expect(await add('/api/people', { name: 'Zoe', rank: 'member' })).toMatchObject({
    kind: 'refusal',
    happened: 'The playground already has 200 people.',
  })
  for (let i = channels.length; i < 100; i++)
    expect(await add('/api/channels', { name: `channel-${i}` })).toEqual({ name: `channel-${i}` })
  expect(await add('/api/channels', { name: 'one-more' })).toMatchObject({
    kind: 'refusal',
    happened: 'The playground already has 100 channels.',
  })
  expect(await add('/api/channels', { name: 'general' })).toEqual({ name: 'general' })
  expect((await state()).people).toHaveLength(200)
  expect((await state()).channels).toHaveLength(100)
})

test('a channel keeps five thousand messages, and the oldest go', async () => {
  await using playground = await openWeb()
  const place = { platform: 'web', space: playgroundSpace, channel: 'general' }
  const stored = playground.store.collection(webMessages, 'general')
  const author = PersonId.parse('web:ada')
  for (let at = 1; at < 5000; at++) {
    const message: WebMessage = { v: 1, id: `m${at}`, place, at, author, text: `${at}`, replies: 0, edits: 0 }
    await stored.set(message.id, message)
  }
  const texts = async () => {
    const found: (string | undefined)[] = []
    for await (const [, { text }] of stored.entries()) found.push(text)
    return found
  }
  const ada = playground.as('Ada', 'general')
  await ada.type('the five thousandth')
  expect(await texts()).toHaveLength(5000)
  await ada.type('one more')
  const kept = await texts()
  expect(kept.length).toBeLessThanOrEqual(5000)
  expect(kept.length).toBeGreaterThan(4900)
  expect(kept).not.toContain('1')
  expect(kept).toEqual(expect.arrayContaining(['4999', 'the five thousandth', 'one more']))
  await playground.as('Ada', 'reading-group').type('elsewhere')
  expect(await playground.as('Ada', 'reading-group').sees()).toHaveLength(1)
})
