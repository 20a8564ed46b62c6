import { expect, test } from 'vitest'
import { toPersonId, toSpaceId } from '../../adapters/slack/client/ids.ts'
import { PersonId, SpaceId } from '../../src/chat/caller.ts'
import { until } from '../until.ts'
import { opened } from './open-sight.ts'
import { cases } from './sight-cases.ts'

test.each(cases)('%s: %s', async (_, rank, arrange) => {
  await using table = await opened()
  const { person, channel } = arrange(table.slack)
  expect(await table.canSee(person, channel)).toBe(rank)
})

test('nobody sees a workspace that has removed the app', async () => {
  await using table = await opened()
  const { slack, home, canSee, clock } = table
  expect(await canSee(home.ada, home.general)).toBe('admin')
  slack.people.uninstall(home)
  clock.advance(60_000)
  expect(await canSee(home.ada, home.general)).toBe(false)
})

test('people and places of other platforms and workspaces are not found, and Slack is not asked', async () => {
  await using table = await opened()
  const { slack, home, port } = table
  const place = { platform: 'slack', space: toSpaceId(home.id), channel: home.general.id }
  const ada = toPersonId(home.id, home.ada.id)
  expect(await port.canSee(PersonId.parse('discord:1'), place)).toBe(false)
  expect(await port.canSee(toPersonId(slack.away.id, home.ada.id), place)).toBe(false)
  const elsewhere = { platform: 'web', space: SpaceId.parse('web:playground'), channel: 'reading' }
  expect(await port.canSee(ada, elsewhere)).toBe(false)
  expect(await port.canSee(ada, { ...place, platform: 'discord' })).toBe(false)
  expect(slack.requests).toEqual([])
})

test('the App Home is seen by whoever has an account in the workspace', async () => {
  await using table = await opened()
  const { slack, home, canSee } = table
  const atHome = { ...home.general, id: 'home' }
  const dana = slack.stranger('Dana')
  home.openChannel('shared', { kind: 'public', members: [dana], isExtShared: true })
  expect(await canSee(home.ada, atHome)).toBe('admin')
  expect(await canSee(home.join('Gus', { guestOf: 'channel' }), atHome)).toBe('guest')
  expect(await canSee(dana, atHome)).toBe(false)
})

test('a stranger is looked for in no channel that is not shared', async () => {
  await using table = await opened()
  const { slack, home, canSee, callsOf } = table
  const dana = slack.stranger('Dana')
  const shared = home.openChannel('shared', { kind: 'public', members: [dana], isExtShared: true })
  expect(await canSee(dana, home.general)).toBe(false)
  expect(callsOf('conversations.members')).toHaveLength(0)
  expect(await canSee(dana, shared)).toBe('guest')
})

test('conversations are found on every page', async () => {
  await using table = await opened()
  const { slack, home, canSee, callsOf } = table
  for (let i = 0; i < 500; i++) home.openChannel(`room-${i}`, { kind: 'public', members: [home.cleo] })
  const last = home.openChannel('last', { kind: 'private', members: [home.cleo] })
  expect(await canSee(home.cleo, last)).toBe('member')
  expect(callsOf('users.conversations')).toHaveLength(2)
  const dana = slack.stranger('Dana')
  const crowd = Array.from({ length: 600 }, (_, i) => home.join(`Reader ${i}`))
  const members = [...crowd, dana]
  expect(await canSee(dana, home.openChannel('big', { kind: 'public', members, isExtShared: true }))).toBe(
    'guest',
  )
  expect(callsOf('conversations.members')).toHaveLength(2)
})

test.each([
  ['users.info', { status: 503 }],
  ['conversations.info', { status: 503 }],
  ['users.conversations', { status: 503 }],
  ['conversations.info', { error: 'internal_error' }],
  ['users.conversations', 'refuse'],
] as const)('%s with %o is a fault, and is asked anew', async (called, trouble) => {
  await using table = await opened()
  const { slack, home, canSee } = table
  const closed = home.openChannel('closed', { kind: 'private' })
  slack.makeTrouble((method) => (method === called ? trouble : undefined))
  await expect(canSee(home.cleo, closed)).rejects.toThrow()
  slack.makeTrouble(() => undefined)
  expect(await canSee(home.cleo, closed)).toBe('member')
})

test('a person whom Slack may not be asked about for a while is asked about again then', async () => {
  await using table = await opened()
  const { slack, home, canSee, clock } = table
  const askedAt: number[] = []
  slack.makeTrouble((method) =>
    method === 'users.info' && askedAt.push(clock.now()) === 1 ? { status: 429, retryAfter: 1 } : undefined,
  )
  const rank = canSee(home.cleo, home.general)
  // Slack measures its pause by its own clock.
  let shown = performance.now()
  await until(() => {
    const now = performance.now()
    clock.advance(now - shown)
    shown = now
    return askedAt.length === 2
  })
  expect(await rank).toBe('member')
  const [refusedAt = 0, againAt = 0] = askedAt
  expect(againAt - refusedAt).toBeGreaterThanOrEqual(1000)
})
