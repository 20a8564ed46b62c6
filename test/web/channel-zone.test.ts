import { expect, test } from 'vitest'
import type { Reply } from '../../adapters/web/wire.ts'
import { textOf } from '../view-text.ts'
import { bodyOf, openWeb } from './open-web.ts'

/** What `settings` says in a channel. */
async function settingsOf(playground: Awaited<ReturnType<typeof openWeb>>, channel: string): Promise<string> {
  const here = { person: 'web:ada', channel }
  const reply = await bodyOf<Reply>(playground.post('/api/call', { ...here, text: '/grid settings' }))
  return reply.kind === 'shown' ? textOf(reply.view) : reply.kind
}

test('a new channel has the time zone of the browser that it was added in', async () => {
  await using playground = await openWeb()
  const add = (name: string, more: object) => playground.post('/api/channels', { name, ...more })
  await add('tokyo', { person: 'web:cleo', zone: 'Asia/Tokyo' })
  await add('tokyo', { person: 'web:cleo', zone: 'Europe/Berlin' })
  await add('nowhere', { person: 'web:cleo', zone: 'Middle/Earth' })
  await add('nobodys', { zone: 'Europe/Berlin' })
  expect(await settingsOf(playground, 'tokyo')).toContain('Asia/Tokyo')
  expect(await settingsOf(playground, 'nowhere')).not.toContain('Middle/Earth')
  expect(await settingsOf(playground, 'nobodys')).not.toContain('Europe/Berlin')
})
