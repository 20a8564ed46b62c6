import { expect, test } from 'vitest'
import type { WebMessage } from '../../adapters/web/wire.ts'
import { bodyOf, openWeb } from './open-web.ts'

test('the latest messages are listed, then those before one of them', async () => {
  await using playground = await openWeb()
  const ada = playground.as('Ada')
  for (const at of [1, 2, 3, 4, 5]) await ada.type(`Message ${at}`)
  const list = async (query: Readonly<Record<string, string>>) =>
    bodyOf<readonly WebMessage[]>(
      playground.get(
        `/api/messages?${new URLSearchParams({ person: 'web:ada', channel: 'reading-group', ...query })}`,
      ),
    )
  const textsOf = (messages: readonly WebMessage[]) => messages.map(({ text }) => text)
  const latest = await list({ limit: '2' })
  expect(textsOf(latest)).toEqual(['Message 4', 'Message 5'])
  const before = latest[0]?.id ?? ''
  expect(textsOf(await list({ limit: '2', before }))).toEqual(['Message 2', 'Message 3'])
  expect(textsOf(await list({ before }))).toEqual(['Message 1', 'Message 2', 'Message 3'])
  expect(textsOf(await list({ before: 'gone' }))).toEqual([])
  expect(textsOf(await list({}))).toHaveLength(5)
  for (const limit of ['0', '301', 'many'])
    expect((await playground.get(`/api/messages?person=web:ada&channel=general&limit=${limit}`)).status).toBe(
      400,
    )
})
