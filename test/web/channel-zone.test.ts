import { expect, test } from 'vitest'
import type { Reply } from '../../adapters/web/wire.ts'
import { bodyOf, openWeb } from './open-web.ts'

test('a new channel has the time zone of the browser that it was added in', async () => {
  await using playground = await openWeb()
  const add = (name: string, more: object) => playground.post('/api/channels', { name, ...more })
  await add('tokyo', { person: 'web:cleo', zone: 'Asia/Tokyo' })
  await add('tokyo', { person: 'web:cleo', zone: 'Europe/Berlin' })
  await add('nowhere', { person: 'web:cleo', zone: 'Middle/Earth' })
  await add('nobodys', { zone: 'Europe/Berlin' })
  /** The zone in the form of a channel's defaults. */
  async function zoneOf(channel: string): Promise<string | undefined> {
    const asked = { person: 'web:ada', channel, text: '/grid settings language:de' }
    const form = await bodyOf<Reply>(playground.post('/api/call', asked))
    return form.kind === 'form' ? form.fields.find(({ name }) => name === 'zone')?.value : form.kind
  }
  expect(await Promise.all(['tokyo', 'nowhere', 'nobodys'].map(zoneOf))).toEqual(['Asia/Tokyo', '', ''])
})
