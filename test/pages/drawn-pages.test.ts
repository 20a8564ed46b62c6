import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { createDrawnPages } from '../../adapters/pages/drawn-pages.ts'
import type { WebEnv } from '../../adapters/web/client.ts'
import type { PollId } from '../../src/poll/poll.ts'

/** Pages whose content is their address, as a client asks for them. */
function withPages() {
  const page = { digest: 'first', content: 'A page', leadsThere: true, drawn: 0 }
  const sendUnlessDrawn = createDrawnPages()
  const app = new Hono<WebEnv>()
  app.get('/:name', (c) =>
    sendUnlessDrawn(
      c,
      { digest: page.digest, leadsTo: async () => page.leadsThere },
      [c.req.param('name')],
      async () => {
        page.drawn += 1
        return { html: `${page.content} ${c.req.param('name')}`, jumps: new Map<PollId, string>() }
      },
    ),
  )
  return {
    page,
    async get(name: string, etag = ''): Promise<{ status: number; etag: string; drawn: number }> {
      const before = page.drawn
      const { status, headers } = await app.request(`/${name}`, { headers: { 'if-none-match': etag } })
      return { status, etag: headers.get('etag') ?? '', drawn: page.drawn - before }
    },
  }
}

test('a page that would be made from the same is not drawn again for a client that has it', async () => {
  const { page, get } = withPages()
  const { etag, drawn } = await get('one')
  expect(drawn).toBe(1)
  expect(await get('one', etag)).toEqual({ status: 304, etag, drawn: 0 })
  expect(await get('one')).toEqual({ status: 200, etag, drawn: 1 })
  expect(await get('one', '"another"')).toEqual({ status: 200, etag, drawn: 1 })
  expect(await get('two', etag)).toMatchObject({ status: 200, drawn: 1 })
  page.leadsThere = false
  expect(await get('one', etag)).toEqual({ status: 304, etag, drawn: 1 })
  page.leadsThere = true
  page.digest = 'second'
  expect(await get('one', etag)).toEqual({ status: 304, etag, drawn: 1 })
  page.content = 'Another page'
  page.digest = 'third'
  expect(await get('one', etag)).toMatchObject({ status: 200, drawn: 1 })
})

test('1,000 pages are remembered, those that were asked for last', async () => {
  const { get } = withPages()
  const { etag } = await get('0')
  for (let number = 1; number < 1000; number += 1) await get(`${number}`)
  expect(await get('0', etag)).toMatchObject({ status: 304, drawn: 0 })
  for (let number = 1000; number < 2000; number += 1) await get(`${number}`)
  expect(await get('0', etag)).toMatchObject({ status: 304, drawn: 1 })
})
