import { ChannelType } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createMenuMessages } from '../../adapters/discord/handling/menu-messages.ts'
import { createPrivateThreads } from '../../adapters/discord/handling/private-threads.ts'
import { createLacks } from '../../adapters/shared/lacks.ts'
import { createMemory } from '../../adapters/shared/memory.ts'
import { createSeenDeliveries } from '../../adapters/shared/seen-deliveries.ts'
import { createOptionalFeatures } from '../../adapters/slack/client/optional-features.ts'
import { createProfileStore } from '../../adapters/slack/client/profile-store.ts'
import { createManyWorkspaces } from '../../adapters/slack/client/workspaces.ts'
import { createRefusedBlocks } from '../../adapters/slack/format/refused-blocks.ts'
import { createLookedAt } from '../../adapters/slack/handling/looked-at.ts'
import { createLinkTo } from '../../adapters/slack/sending/link-to.ts'
import { createGuesses } from '../../adapters/web/guesses.ts'
import { createStandings } from '../../src/atlas/standings.ts'
import type { PersonId, SpaceId } from '../../src/chat/caller.ts'
import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { createHosts } from '../../src/paper/http/hosts.ts'
import { createDecoder } from '../../src/store/decoder.ts'
import { createLastSeen } from '../../src/store/engines/redis-last-seen.ts'
import type { Kind } from '../../src/store/record.ts'
import { createRemembered } from '../../src/store/remembered.ts'
import { createRecentUses } from '../../src/time/rates.ts'
import { createFakeClock } from '../fake-clock.ts'
import { temporaryStore } from '../store/stored.ts'

const clock = createFakeClock('2026-12-01T12:00:00Z')
const { now } = clock
const log = createLog('silent', false)

/** Something that remembers, and forgets what was longest ago once there is too much. */
interface Remembering {
  /** Remembers the thing of that number. */
  readonly note: (number: number) => unknown
  /** Whether it is remembered; asking changes nothing that counts here. */
  readonly knows: (number: number) => boolean | Promise<boolean>
}

/** Knows an object again by being given the same one. */
function identified(get: (number: number) => unknown): Remembering {
  const first = new Map<number, unknown>()
  return {
    async note(number) {
      first.set(number, await get(number))
    },
    knows: async (number) => (await get(number)) === first.get(number),
  }
}

const caches: readonly (readonly [what: string, max: number, create: () => Remembering])[] = [
  [
    'deliveries that were received',
    10_000,
    () => {
      const isNew = createSeenDeliveries()
      return { note: (number) => isNew(`${number}`), knows: (number) => !isNew(`${number}`) }
    },
  ],
  [
    'places that lack something',
    5000,
    () => {
      const lacks = createLacks(now)
      const of = (number: number) => ({
        ...{ platform: 'slack', space: 'slack:T0' as SpaceId, channel: `C${number}` },
      })
      return {
        note: (number) => lacks.note(of(number), 'events'),
        knows: (number) => lacks.of(of(number)).has('events'),
      }
    },
  ],
  [
    'workspaces that refuse a block',
    5000,
    () => {
      const refused = createRefusedBlocks(now, log)
      const of = (number: number) => `slack:T${number}` as SpaceId
      return {
        note: (number) => refused.note(of(number), 'card'),
        knows: (number) => refused.has(of(number), 'card'),
      }
    },
  ],
  [
    'refusals that were logged',
    5000,
    () => {
      let logged = 0
      const warn = () => {
        logged += 1
      }
      const features = createOptionalFeatures({ ...log, warn } as typeof log, now)
      const refuse = (number: number) => features.logRefusal(`T${number}`, 'pins', 'missing_scope')
      return {
        note: refuse,
        knows(number) {
          const before = logged
          refuse(number)
          return logged === before
        },
      }
    },
  ],
  [
    'channels that people look at',
    5000,
    () => {
      const lookedAt = createLookedAt()
      return {
        note: (number) => lookedAt.note('T0', `U${number}`, 'C0'),
        knows: (number) => lookedAt.of('T0', `U${number}`) !== undefined,
      }
    },
  ],
  [
    'spaces with answers of a platform',
    1000,
    () => {
      const memory = createMemory<string>(now, 5, () => 60_000)
      return {
        note: (number) => memory.put(`space ${number}`, 'key', 'answer'),
        knows: (number) => memory.peek(`space ${number}`, 'key') !== undefined,
      }
    },
  ],
  [
    'answers of a platform about a space',
    2000,
    () => {
      const memory = createMemory<string>(now, 2000, () => 60_000)
      return {
        note: (number) => memory.put('space', `key ${number}`, 'answer'),
        knows: (number) => memory.peek('space', `key ${number}`) !== undefined,
      }
    },
  ],
  [
    'people whose acts are counted',
    20_000,
    () => {
      const uses = createRecentUses(now)
      const use = (number: number) => uses.count(`person ${number}`, { max: 1, ms: 60_000 })
      return { note: use, knows: (number) => use(number) !== undefined }
    },
  ],
  [
    'messages whose menu was used',
    1000,
    () => {
      const messages = createMenuMessages()
      const id = (number: number) => `interaction ${number}`
      const message = { id: '1', content: 'Words', embeds: [], attachments: [], components: [] }
      return {
        note: (number) =>
          messages.note({ id: id(number), data: { target_id: '1', resolved: { messages: { 1: message } } } }),
        knows: (number) => messages.take(id(number)).text !== '',
      }
    },
  ],
  [
    'private threads in which people were asked to mention the bot',
    1000,
    () => {
      const rest = { get: async () => undefined }
      type Deps = Parameters<typeof createPrivateThreads>[0]
      const threads = createPrivateThreads({ rest, now } as unknown as Deps)
      const pressed = (id: string) => ({
        channel: { type: ChannelType.PrivateThread, joined: false, id },
        appPermissions: { has: () => false },
        client: { user: { id: '1' } },
      })
      type Pressed = Parameters<typeof threads.requireIn>[0]
      return {
        note: (number) =>
          threads.requireIn(pressed(`${number}`) as unknown as Pressed).catch((fault: unknown) => fault),
        knows: (number) => threads.takeRequest(`${number}`),
      }
    },
  ],
  [
    'networks that guess',
    10_000,
    () => {
      const guesses = createGuesses(clock)
      const guess = (number: number) => guesses.take(`network ${number}`, AbortSignal.abort())
      return {
        // The first of them has guessed as often as it may.
        async note(number) {
          for (let times = 0; times < (number === 0 || number === 10_000 ? 10 : 1); times += 1)
            await guess(number)
        },
        knows: async (number) => (await guess(number)) !== undefined,
      }
    },
  ],
  [
    'addresses of workspaces',
    1000,
    () => {
      let asked = 0
      const call = async () => {
        asked += 1
        return { url: 'https://group.slack.example/' }
      }
      type Workspaces = Parameters<typeof createLinkTo>[0]
      const linkTo = createLinkTo({ find: async () => ({ call }) } as unknown as Workspaces)
      const link = (number: number) =>
        linkTo({
          place: { platform: 'slack', space: `slack:T${number}` as SpaceId, channel: 'C0' },
          id: '1.2',
        })
      return {
        note: link,
        async knows(number) {
          const before = asked
          await link(number)
          return asked === before
        },
      }
    },
  ],
  [
    'values that every call reads',
    1000,
    () => {
      const remembered = createRemembered<object>()
      return identified((number) => remembered.get(`${number}`, async () => ({})))
    },
  ],
  [
    'standings of papers',
    20_000,
    () => {
      const standingOf = createStandings()
      return identified((number) =>
        standingOf({ cells: [number, 0, 0, 0, 0, 0, 0, 0, 0], applications: 0, unsure: 0 }),
      )
    },
  ],
  [
    'clients of workspaces',
    500,
    () => {
      const installs = {
        find: async (team: string) => ({ team, botToken: `xoxb-${team}`, botId: 'B0', botUser: 'U0' }),
      }
      type Given = Parameters<typeof createManyWorkspaces>
      const workspaces = createManyWorkspaces(
        installs as unknown as Given[0],
        'http://127.0.0.1:9/',
        { logger: undefined, clock, metrics: createMetrics() } as unknown as Given[2],
        async () => {},
      )
      return identified((number) => workspaces.find(`T${number}`))
    },
  ],
  [
    'hosts of papers',
    10_000,
    () => {
      const hosts = createHosts({ clock, signal: new AbortController().signal, paces: [] })
      const send = (number: number) =>
        hosts.send(
          new URL(`http://${number}.example/`),
          async () => ({ status: 200 }),
          (run) => run(),
        )
      return {
        note: send,
        // Who is known is asked again only after its pace.
        async knows(number) {
          const before = clock.endingIn(1000)
          const sent = send(number)
          await Promise.race([sent, new Promise((resolve) => setImmediate(resolve))])
          return clock.endingIn(1000) > before
        },
      }
    },
  ],
]

describe('what is kept in memory is bounded: the latest are remembered, and what was longest ago goes', () => {
  test.each(caches)('%s: %i', async (_, max, create) => {
    const { note, knows } = create()
    for (let number = 0; number <= max; number += 1) await note(number)
    expect(await knows(max)).toBe(true)
    expect(await knows(0)).toBe(false)
  })

  test('texts of records that are read often: 100', () => {
    const { decode } = createDecoder()
    const things: Kind<object> = { name: 'thing', schema: z.object({ number: z.int() }), isReadOften: true }
    const read = (number: number) => decode(things, JSON.stringify({ value: { number } }))
    const first = Array.from({ length: 101 }, (_, number) => read(number))
    expect(read(100)).toBe(first[100])
    expect(read(0)).toEqual(first[0])
    expect(read(0)).not.toBe(first[0])
  })

  test('values of records that are read in bulk: 10,000, until all is forgotten', () => {
    const { decode, forget } = createDecoder()
    const things: Kind<object> = { name: 'thing', schema: z.object({ number: z.int() }), isReadInBulk: true }
    const read = (number: number) => decode(things, JSON.stringify({ value: { number } }))
    const first = Array.from({ length: 10_001 }, (_, number) => read(number))
    expect(read(10_000)).toBe(first[10_000])
    expect(read(0)).toEqual(first[0])
    expect(read(0)).not.toBe(first[0])
    const before = read(5000)
    expect(read(5000)).toBe(before)
    forget()
    expect(read(5000)).not.toBe(before)
  })

  test('records of Redis: 2,000,000 characters', () => {
    const lastSeen = createLastSeen()
    const of = (number: number) => ({
      key: { collection: 'things', id: `${number}` },
      field: 'x'.repeat(100_000),
    })
    for (let number = 0; number < 20; number += 1) lastSeen.note([of(number)])
    expect(lastSeen.guess([of(19).key])).toBeDefined()
    expect(lastSeen.guess([of(0).key])).toBeUndefined()
  })

  test('profiles of people on Slack: 100,000', async () => {
    await using temporary = await temporaryStore()
    const profiles = createProfileStore(temporary.store, log)
    const of = (number: number) => `slack:T0.U${number}` as PersonId
    for (let number = 0; number <= 100_000; number += 1)
      profiles.remember(of(number), { v: 1, kind: 'member', at: 1 })
    expect(profiles.get(of(100_000))).toBeDefined()
    expect(profiles.get(of(0))).toBeUndefined()
  })
})
