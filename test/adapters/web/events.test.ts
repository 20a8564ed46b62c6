import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { streamEvents } from '../../../adapters/web/events.ts'
import type { WebEvent } from '../../../adapters/web/message-store.ts'
import type { WebMessage } from '../../../adapters/web/wire.ts'
import { PersonId, type SpaceId } from '../../../src/chat/caller.ts'

const ada = PersonId.parse('web:ada')
const most = 1000

const posted = (id: number): WebEvent => ({
  kind: 'posted',
  message: {
    v: 1,
    id: String(id),
    place: { platform: 'web', space: 'web:playground' as SpaceId, channel: 'general' },
    at: id,
    author: PersonId.parse('web:ben'),
    text: 'Hello',
    replies: 0,
    edits: 0,
  },
})

/** A page with a stream of events, which reads none of them yet. */
async function openPage() {
  const listeners = new Set<(event: WebEvent) => void>()
  const messages = {
    subscribe(listener: (event: WebEvent) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const page = { hasEnded: false }
  const listener = {
    person: ada,
    toShown: async (message: WebMessage) => message,
    isOpen: async () => true,
    onEnd() {
      page.hasEnded = true
    },
  }
  const app = new Hono().get('/', (c) => streamEvents(c, messages, listener))
  const { body } = await app.request('/')
  if (body === null) throw new Error('There is no stream')
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  await reader.read()
  return {
    page,
    listeners,
    emit(event: WebEvent): void {
      for (const listener of listeners) listener(event)
    },
    /** Reads until the stream ends, or so many events have come. */
    async read(atMost: number) {
      let events = 0
      while (events < atMost) {
        const { done, value = '' } = await reader.read()
        if (done) return { events, hasEnded: true }
        events += value.split('event: posted').length - 1
      }
      return { events, hasEnded: false }
    },
  }
}

test('as many events as a page may be behind wait for it', async () => {
  const page = await openPage()
  for (let id = 0; id < most; id += 1) page.emit(posted(id))
  expect(await page.read(most)).toEqual({ events: most, hasEnded: false })
})

test('the stream of a page that is further behind ends, and nothing is kept for it', async () => {
  const page = await openPage()
  for (let id = 0; id < 3 * most; id += 1) page.emit(posted(id))
  expect(page.listeners.size).toBe(0)
  const { events, hasEnded } = await page.read(most + 1)
  expect(events).toBeLessThanOrEqual(most)
  expect(hasEnded).toBe(true)
  expect(page.page.hasEnded).toBe(true)
})
