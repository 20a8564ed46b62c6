import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createMemory, keptMs } from '../../adapters/shared/memory.ts'
import { toPersonId, toSpaceId } from '../../adapters/slack/client/ids.ts'
import { PersonId, type Rank, SpaceId } from '../../src/chat/caller.ts'
import { createFakeClock } from '../fake-clock.ts'
import type { Channel, Person } from '../platforms/slack/entities.ts'
import { type Slack, startSlack } from '../platforms/slack/loopback.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { openPort } from './open-port.ts'
import { settingsFor } from './open-slack.ts'

/** A loopback Slack, and a port whose time a test moves. */
async function opened() {
  const directory = await temporaryDirectory()
  const slack = await startSlack()
  const clock = createFakeClock('2026-11-23T12:00:00Z')
  const port = await openPort(join(directory.path, 'port.db'), settingsFor(slack, 'http'), clock)
  return {
    slack,
    home: slack.home,
    port,
    clock,
    canSee: (person: Person, { team, id }: Channel) =>
      port.canSee(toPersonId(slack.home.id, person.id), {
        platform: 'slack',
        space: toSpaceId(team),
        channel: id,
      }),
    callsOf: (called: string) => slack.requests.filter(({ method }) => method === called),
    async [Symbol.asyncDispose]() {
      await port[Symbol.asyncDispose]()
      await slack.close()
      await directory[Symbol.asyncDispose]()
      expect(slack.violations).toEqual([])
    },
  }
}

interface Case {
  readonly person: Person
  readonly channel: Channel
}

const cases: readonly (readonly [string, Rank | false, (slack: Slack) => Case])[] = [
  ['an admin in a public channel', 'admin', ({ home }) => ({ person: home.ada, channel: home.general })],
  [
    'an owner who is not in the public channel',
    'admin',
    ({ home }) => ({ person: home.join('Olga', { isOwner: true }), channel: home.general }),
  ],
  [
    'an admin who is not in the private channel',
    false,
    ({ home }) => ({
      person: home.ada,
      channel: home.openChannel('closed', { kind: 'private', members: [home.ben] }),
    }),
  ],
  [
    'an admin in a private channel',
    'admin',
    ({ home }) => ({
      person: home.ada,
      channel: home.openChannel('closed', { kind: 'private', members: [home.ada, home.ben] }),
    }),
  ],
  [
    'the creator, in the public channel',
    'manager',
    ({ home }) => ({
      person: home.ben,
      channel: home.openChannel('made', { kind: 'public', creator: home.ben, members: [home.ben] }),
    }),
  ],
  [
    'the creator, who left the public channel',
    'member',
    ({ home }) => ({
      person: home.ben,
      channel: home.openChannel('made', { kind: 'public', creator: home.ben, members: [home.cleo] }),
    }),
  ],
  [
    'the creator, in the private channel',
    'manager',
    ({ home }) => ({
      person: home.ben,
      channel: home.openChannel('made', { kind: 'private', creator: home.ben, members: [home.ben] }),
    }),
  ],
  [
    'the creator, who left the private channel',
    false,
    ({ home }) => ({
      person: home.ben,
      channel: home.openChannel('made', { kind: 'private', creator: home.ben, members: [home.cleo] }),
    }),
  ],
  [
    'the creator, who is a guest by now',
    'guest',
    ({ home }) => {
      const person = home.join('Gus', { guestOf: 'channels' })
      return {
        person,
        channel: home.openChannel('made', { kind: 'public', creator: person, members: [person] }),
      }
    },
  ],
  [
    'a member who is not in the public channel',
    'member',
    ({ home }) => ({ person: home.join('Mia'), channel: home.general }),
  ],
  [
    'a member of another workspace of the organisation, and of this one',
    'member',
    ({ home, away }) => {
      const person = home.join('Eve', { isAdmin: true })
      Object.assign(person, { team_id: away.id, enterprise_user: { teams: [away.id, home.id] } })
      return { person, channel: home.general }
    },
  ],
  [
    'a member who is not in the private channel',
    false,
    ({ home }) => ({
      person: home.cleo,
      channel: home.openChannel('closed', { kind: 'private', members: [home.ben] }),
    }),
  ],
  [
    'a member in an archived private channel',
    'member',
    ({ home }) => ({
      person: home.cleo,
      channel: home.openChannel('closed', { kind: 'private', members: [home.cleo], isArchived: true }),
    }),
  ],
  [
    'a member who is in a private channel without the bot',
    false,
    ({ home }) => ({
      person: home.cleo,
      channel: home.openChannel('closed', { kind: 'private', members: [home.cleo], hasBot: false }),
    }),
  ],
  [
    'a member in a public channel without the bot',
    'member',
    ({ home }) => ({
      person: home.cleo,
      channel: home.openChannel('open', { kind: 'public', hasBot: false }),
    }),
  ],
  ...(['channel', 'channels'] as const).flatMap(
    (guestOf): (readonly [string, Rank | false, (slack: Slack) => Case])[] => [
      [
        `a guest of the ${guestOf}, in the public channel`,
        'guest',
        ({ home }) => {
          const person = home.join('Gus', { guestOf })
          return { person, channel: home.openChannel('open', { kind: 'public', members: [person] }) }
        },
      ],
      [
        `a guest of the ${guestOf}, not in the public channel`,
        false,
        ({ home }) => ({ person: home.join('Gus', { guestOf }), channel: home.general }),
      ],
      [
        `a guest of the ${guestOf}, in the private channel`,
        'guest',
        ({ home }) => {
          const person = home.join('Gus', { guestOf })
          return { person, channel: home.openChannel('closed', { kind: 'private', members: [person] }) }
        },
      ],
    ],
  ),
  ...([true, false] as const).flatMap(
    (isAdmin): (readonly [string, Rank | false, (slack: Slack) => Case])[] => [
      [
        `${isAdmin ? 'an admin' : 'a member'} of another organisation, in a shared channel`,
        'guest',
        (slack) => {
          const person = slack.stranger('Dana', { isAdmin, isOwner: isAdmin })
          const members = [slack.home.ben, person]
          return {
            person,
            channel: slack.home.openChannel('shared', { kind: 'public', members, isExtShared: true }),
          }
        },
      ],
      [
        `${isAdmin ? 'an admin' : 'a member'} of another organisation, not in this shared channel`,
        false,
        (slack) => {
          const person = slack.stranger('Dana', { isAdmin, isOwner: isAdmin })
          slack.home.openChannel('other', { kind: 'private', members: [person], isExtShared: true })
          return {
            person,
            channel: slack.home.openChannel('shared', {
              kind: 'public',
              members: [slack.home.ben],
              isExtShared: true,
            }),
          }
        },
      ],
    ],
  ),
  [
    'a stranger in another channel, in a public one',
    false,
    (slack) => {
      const person = slack.stranger('Dana')
      slack.home.openChannel('other', { kind: 'private', members: [person], isExtShared: true })
      return { person, channel: slack.home.general }
    },
  ],
  [
    'a member who is not in the shared channel',
    false,
    ({ home }) => ({
      person: home.cleo,
      channel: home.openChannel('shared', { kind: 'public', members: [home.ben], isExtShared: true }),
    }),
  ],
  [
    'an admin in a shared channel',
    'admin',
    ({ home }) => ({
      person: home.ada,
      channel: home.openChannel('shared', { kind: 'public', isExtShared: true }),
    }),
  ],
  [
    'somebody deactivated in a public channel',
    false,
    ({ home }) => {
      home.ada.deleted = true
      return { person: home.ada, channel: home.general }
    },
  ],
  [
    'somebody deactivated in a private channel',
    false,
    ({ home }) => {
      home.ben.deleted = true
      return { person: home.ben, channel: home.openChannel('closed', { kind: 'private' }) }
    },
  ],
  [
    'a member in a group conversation',
    'member',
    ({ home }) => ({
      person: home.cleo,
      channel: home.openChannel('', { kind: 'mpim', creator: home.ben, members: [home.ben, home.cleo] }),
    }),
  ],
  [
    'a member not in the group conversation',
    false,
    ({ home }) => ({
      person: home.cleo,
      channel: home.openChannel('', { kind: 'mpim', creator: home.ben, members: [home.ben] }),
    }),
  ],
  [
    'the person whom the bot talks with',
    'admin',
    ({ home }) => ({ person: home.cleo, channel: home.directOf(home.cleo) }),
  ],
  [
    'the direct conversation of somebody else',
    false,
    ({ home }) => ({ person: home.ada, channel: home.directOf(home.cleo) }),
  ],
  [
    'the direct conversation of somebody deactivated',
    false,
    ({ home }) => {
      home.cleo.deleted = true
      return { person: home.cleo, channel: home.directOf(home.cleo) }
    },
  ],
  [
    'a channel that was deleted',
    false,
    ({ home }) => {
      const channel = home.openChannel('gone', { kind: 'public' })
      home.channels.delete(channel.id)
      return { person: home.ada, channel }
    },
  ],
  [
    'a channel of a workspace that the app was never in',
    false,
    ({ home, away }) => ({ person: home.ada, channel: away.general }),
  ],
  ['somebody unknown', false, ({ home, away }) => ({ person: away.ben, channel: home.general })],
]

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
  ['users.info', { status: 429, retryAfter: 1 }],
  ['conversations.info', { error: 'internal_error' }],
  ['users.conversations', 'refuse'],
] as const)('%s with %o is a fault, and is asked anew', async (called, trouble) => {
  await using table = await opened()
  const { slack, home, canSee } = table
  const closed = home.openChannel('closed', { kind: 'private' })
  slack.makeTrouble((method) => (method === called ? trouble : undefined))
  await expect(canSee(home.cleo, closed)).rejects.toThrow()
  if (typeof trouble === 'object' && 'retryAfter' in trouble) return
  slack.makeTrouble(() => undefined)
  expect(await canSee(home.cleo, closed)).toBe('member')
})

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
