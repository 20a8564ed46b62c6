import { expect, test } from 'vitest'
import { createMemory, keptMs } from '../../adapters/shared/memory.ts'
import { toPersonId, toSpaceId } from '../../adapters/slack/client/ids.ts'
import { createFakeClock } from '../fake-clock.ts'
import { opened } from './open-sight.ts'

test('what Slack said is remembered for a minute, and no longer', async () => {
  await using table = await opened()
  const { slack, home, canSee, clock } = table
  const closed = home.openChannel('closed', { kind: 'private' })
  expect(await canSee(home.cleo, closed)).toBe('member')
  const asked = slack.requests.length
  closed.members.delete(home.cleo.id)
  clock.advance(59_999)
  expect(await canSee(home.cleo, closed)).toBe('member')
  expect(slack.requests).toHaveLength(asked)
  clock.advance(1)
  expect(await canSee(home.cleo, closed)).toBe(false)
})

test('a deactivated account has its rights for a minute at most, whatever is known of its name', async () => {
  await using table = await opened()
  const { home, port, canSee, clock } = table
  const place = { platform: 'slack', space: toSpaceId(home.id), channel: home.general.id }
  expect(await port.nameOf?.(toPersonId(home.id, home.ada.id), place)).toBe('Ada')
  expect(await canSee(home.ada, home.general)).toBe('admin')
  home.ada.deleted = true
  clock.advance(60_000)
  expect(await canSee(home.ada, home.general)).toBe(false)
})

test('a channel that has become private is seen by its members only, after a minute', async () => {
  await using table = await opened()
  const { home, canSee, clock } = table
  const channel = home.openChannel('open', { kind: 'public', members: [home.ben] })
  expect(await canSee(home.cleo, channel)).toBe('member')
  home.channels.set(channel.id, { ...channel, kind: 'private' })
  clock.advance(60_000)
  expect(await canSee(home.cleo, channel)).toBe(false)
})

test('what takes rights is remembered for ten seconds', async () => {
  await using table = await opened()
  const { home, canSee, clock } = table
  const closed = home.openChannel('closed', { kind: 'private', members: [home.ben] })
  home.ada.deleted = true
  const hidden = home.openChannel('hidden', { kind: 'private', hasBot: false })
  const all = () =>
    Promise.all([canSee(home.cleo, closed), canSee(home.ada, home.general), canSee(home.ben, hidden)])
  expect(await all()).toEqual([false, false, false])
  closed.members.add(home.cleo.id)
  home.ada.deleted = false
  hidden.members.add(home.bot.user)
  clock.advance(9999)
  expect(await all()).toEqual([false, false, false])
  clock.advance(1)
  expect(await all()).toEqual(['member', 'admin', 'member'])
})

test('many questions at once ask Slack once each', async () => {
  await using table = await opened()
  const { home, canSee, callsOf } = table
  const closed = home.openChannel('closed', { kind: 'private' })
  await Promise.all(Array.from({ length: 25 }, () => canSee(home.cleo, closed)))
  for (const called of ['users.info', 'conversations.info', 'users.conversations'])
    expect(callsOf(called)).toHaveLength(1)
})

test('of what is remembered, the least recently used goes first, in its own workspace only', async () => {
  const clock = createFakeClock('2026-11-23T12:00:00Z')
  const memory = createMemory<string>(clock.now, 2, () => keptMs.granted)
  const find = (team: string, key: string, answer: string) => memory.find(team, key, async () => answer)
  await find('T1', 'a', 'first')
  await find('T1', 'b', 'first')
  await find('T2', 'a', 'first')
  expect(await find('T1', 'a', 'second')).toBe('first')
  await find('T1', 'c', 'first')
  expect(await find('T1', 'a', 'second')).toBe('first')
  expect(await find('T2', 'a', 'second')).toBe('first')
  expect(await find('T1', 'b', 'second')).toBe('second')
})

test('an answer that was under way when it was forgotten is not remembered', async () => {
  const memory = createMemory<string>(createFakeClock('2026-11-23T12:00:00Z').now, 2, () => keptMs.granted)
  const { promise, resolve } = Promise.withResolvers<string>()
  const asked = memory.find('T1', 'a', () => promise)
  memory.forget('T1', 'a')
  resolve('before')
  expect(await asked).toBe('before')
  expect(await memory.find('T1', 'a', async () => 'after')).toBe('after')
})
