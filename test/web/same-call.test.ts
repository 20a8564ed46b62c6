import { expect, test } from 'vitest'
import type { Reply } from '../../adapters/web/wire.ts'
import { createFakeClock } from '../fake-clock.ts'
import { bodyOf, openWeb } from './open-web.ts'

const minuteMs = 60_000
const here = { person: 'web:ada', channel: 'general' }

/** A playground, and what is sent to it with a key. */
async function openTable() {
  const clock = createFakeClock('2026-12-01T10:00:00Z')
  const playground = await openWeb({}, clock)
  const send = (said: object, key?: string): Promise<Reply> =>
    bodyOf(playground.post('/api/call', { ...here, ...said, key }))
  const texts = async () =>
    (await playground.as('Ada', 'general').sees()).map(({ text, view }) => text ?? view?.summary)
  return { ...playground, clock, send, texts }
}

test('words that come again with the same key are said once, and answered alike', async () => {
  await using table = await openTable()
  const first = await table.send({ text: 'Hello' }, 'k1')
  expect(await table.send({ text: 'Hello' }, 'k1')).toEqual(first)
  await table.send({ text: 'Hello' }, 'k2')
  await table.send({ text: 'Hello' })
  await table.send({ text: 'Hello' })
  expect(await table.texts()).toEqual(['Hello', 'Hello', 'Hello', 'Hello'])
})

test('a poll that is opened again by the same call, while the first is under way too, is one poll', async () => {
  await using table = await openTable()
  const open = () => table.send({ text: '/grid poll "A paper"' }, 'k1')
  const [first, second] = await Promise.all([open(), open()])
  expect(first.kind).toBe('posted')
  expect(second).toEqual(first)
  expect(await open()).toEqual(first)
  expect(await table.texts()).toEqual(['/grid poll "A paper"', 'Ada opened a poll: A paper'])
})

test('the key of one person is not that of another', async () => {
  await using table = await openTable()
  await table.send({ text: 'Hello' }, 'k1')
  await table.send({ text: 'Hello', person: 'web:ben' }, 'k1')
  expect(await table.texts()).toEqual(['Hello', 'Hello'])
})

test('it is known for ten minutes', async () => {
  await using table = await openTable()
  const help = () => table.send({ text: '/grid poll "A paper"' }, 'k1')
  const first = await help()
  table.clock.advance(10 * minuteMs - 1)
  expect(await help()).toEqual(first)
  table.clock.advance(1)
  expect(await help()).toMatchObject({ kind: 'refusal' })
})

test('words are said once also by a process that was started in between', async () => {
  await using table = await openTable()
  const first = await table.send({ text: 'Hello' }, 'k1')
  await using again = await openWeb({}, table.clock, table.store)
  expect(await bodyOf(again.post('/api/call', { ...here, text: 'Hello', key: 'k1' }))).toEqual(first)
  expect(await table.texts()).toEqual(['Hello'])
})

test('the latest ten of a person are known', async () => {
  await using table = await openTable()
  const open = () => table.send({ text: '/grid poll "A paper"' }, 'k0')
  const helpAgain = async (count: number) => {
    for (let i = 1; i <= count; i += 1) await table.send({ text: '/grid help' }, `k${i}`)
  }
  const first = await open()
  await helpAgain(9)
  expect(await open()).toEqual(first)
  await helpAgain(10)
  expect(await open()).toMatchObject({ kind: 'refusal' })
})
