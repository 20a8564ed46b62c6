import { describe, expect, test } from 'vitest'
import { createReceipts } from '../../adapters/discord/sending/receipts.ts'
import { createTurns } from '../../adapters/shared/turns.ts'
import { createChannelPace } from '../../adapters/slack/sending/channel-pace.ts'
import type { Caller, SpaceId } from '../../src/chat/caller.ts'
import { manyExports } from '../../src/export/errors.ts'
import { createFileLimit } from '../../src/export/file-limit.ts'
import { createActs } from '../../src/jobs/acts.ts'
import { maxPending } from '../../src/limits.ts'
import { createScopeTurns } from '../../src/store/engines/scope-turns.ts'
import { createFakeClock } from '../fake-clock.ts'
import { until } from '../until.ts'
import { withItsMaps } from './made-maps.ts'

const clock = createFakeClock('2026-12-01T12:00:00Z')

/** Something that keeps an order of what is in flight: `run` puts work of that key in its turn. */
interface InTurn {
  readonly run: (key: string, work: () => Promise<void>) => Promise<unknown>
  /** The sizes of everything that it keeps. */
  readonly sizes: () => readonly number[]
}

const inTurn: readonly (readonly [what: string, create: () => InTurn])[] = [
  [
    'the calls of a person',
    () => {
      const { made: takeTurn, sizes } = withItsMaps(createTurns)
      return {
        async run(key, work) {
          const { begins, end } = takeTurn(key)
          await begins
          await work().finally(end)
        },
        sizes,
      }
    },
  ],
  [
    'the posts in a channel on Slack',
    () => {
      const { made: run, sizes } = withItsMaps(() =>
        createChannelPace({ ...clock, pause: async () => {} }, new AbortController().signal),
      )
      return { run, sizes }
    },
  ],
  [
    'the private answers to a person about a poll on Discord',
    () => {
      const payloads = { createPayload: async () => ({ payload: { body: {} }, isComplete: true }) }
      const rest = { post: async () => ({ id: '1' }), patch: async () => {} }
      type Deps = Parameters<typeof createReceipts>[0]
      const { made: receipts, sizes } = withItsMaps(() =>
        createReceipts({ rest, payloads, now: clock.now } as unknown as Deps),
      )
      const view = { summary: '', parts: [] }
      return {
        run(key, work) {
          const pressed = {
            ...{ applicationId: '1', token: key, guildId: '1', channelId: key, user: { id: key } },
            message: { id: key },
            channel: null,
          }
          rest.post = () => work().then(() => ({ id: '1' }))
          rest.patch = work
          return receipts.show(pressed, view, {})
        },
        // What is sent is remembered in others, which have a number.
        sizes: () => sizes().slice(-1),
      }
    },
  ],
  [
    'the files of a space',
    () => {
      const rate = { max: 10, ms: 1000 }
      const { made: files, sizes } = withItsMaps(() => createFileLimit(rate, clock.now, manyExports))
      return {
        run: (key, work) => {
          const caller = { person: { id: key }, place: { space: key as SpaceId } } as unknown as Caller
          return files.run(caller, work)
        },
        // How many files people have made is remembered in another, which has a number.
        sizes: () => sizes().slice(-1),
      }
    },
  ],
  [
    'the transactions of a scope',
    () => {
      const { made: run, sizes } = withItsMaps(() => createScopeTurns(60_000))
      return { run, sizes }
    },
  ],
  [
    'the acts that wait for what follows them',
    () => {
      type Deps = Parameters<typeof createActs>[0]
      const deps = { clock, portFor: () => ({}) } as unknown as Deps
      const { made: acts, sizes } = withItsMaps(() => createActs(deps))
      return {
        run: (key, work) => {
          const place = { platform: 'slack', space: key as SpaceId, channel: key }
          type Done = Awaited<ReturnType<Parameters<typeof acts.perform>[2]>>
          return acts.perform(place, [], () => work().then(() => ({ id: key }) as unknown as Done))
        },
        sizes,
      }
    },
  ],
]

describe('what is done in turn is kept while it is in flight, of which there is never too much, and no longer', () => {
  test.each(inTurn)('%s', async (_, create) => {
    const { run, sizes } = create()
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    const keys = Array.from({ length: maxPending.calls }, (_, number) => `key ${number}`)
    const running = keys.map((key) => run(key, () => held))
    // Two of the same are one.
    running.push(run('key 0', async () => {}))
    const [most] = sizes()
    expect(most).toBeGreaterThanOrEqual(keys.length)
    expect(most).toBeLessThanOrEqual(keys.length + 1)
    release()
    await Promise.all(running)
    await until(() => sizes().every((size) => size === 0))
  })
})
